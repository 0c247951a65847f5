/**
 * Strapi's banner about its new media library has no setting; a user closes it once for each
 * browser. `false` stands for the identifier that only projects with telemetry have.
 */
const DISMISSED = 'STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED_FOR_false:false';

/** Closes Strapi's announcements of its own, before they are shown. */
export const dismissAnnouncements = (): void => localStorage.setItem(DISMISSED, 'true');
