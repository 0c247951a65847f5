/** Where Strapi keeps the language of this browser's last user. */
const STORAGE_KEY = 'strapi-admin-language';
const DEFAULT_LANGUAGE = 'zh-Hans';

/**
 * Chinese from the first visit on, the login page included. Has to come before Strapi reads the
 * stored language; a user's own preference replaces it after login.
 */
export const startInChinese = (): void => {
  if (localStorage.getItem(STORAGE_KEY) === null) {
    localStorage.setItem(STORAGE_KEY, DEFAULT_LANGUAGE);
  }
  document.documentElement.lang = localStorage.getItem(STORAGE_KEY) ?? DEFAULT_LANGUAGE;
};
