import type { FeedsController } from '../controllers/feeds';
import { FEED_FORMATS, type FeedFormat } from '../domain/feed';

/** Feeds of a type. */
export const feedRoutes = (path: string, controller: FeedsController) =>
  (Object.keys(FEED_FORMATS) as FeedFormat[]).map((format) => ({
    path: `/feeds/${path}.${format}`,
    handler: controller(format),
  }));
