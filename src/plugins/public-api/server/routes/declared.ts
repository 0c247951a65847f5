import type { ContentController } from '../controllers/content';
import type { SubmissionController } from '../controllers/submission';

// Open to everybody: what may be seen is decided by declaration, not by role.
const config = { auth: false } as const;
const info = { type: 'content-api' } as const;

/** Routes of a public type. */
export const contentRoutes = (path: string, controller: ContentController) => [
  { path: `/${path}`, handler: controller.find },
  { path: `/${path}/:idOrSlug`, handler: controller.findOne },
];

/** Route of a submission. */
export const submissionRoute = (path: string, controller: SubmissionController) => ({
  method: 'POST' as const,
  path: `/${path}`,
  handler: controller.create,
  config,
  info,
});
