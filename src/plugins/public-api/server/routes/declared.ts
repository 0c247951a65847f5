import type { ContentController } from '../controllers/content';
import type { SubmissionController } from '../controllers/submission';

// Open to everybody: what may be seen is decided by declaration, not by role.
const config = { auth: false } as const;
const info = { type: 'content-api' } as const;

/** Routes of a public type. */
export const contentRoutes = (path: string, controller: ContentController) => [
  { path: `/${path}`, handler: controller.find, laneOf: controller.laneOf },
  { path: `/${path}/:idOrSlug`, handler: controller.findOne },
];

/** Routes of a submission. */
export const submissionRoutes = (path: string, controller: SubmissionController) =>
  (['create', 'track'] as const).map((action) => ({
    method: 'POST' as const,
    path: action === 'create' ? `/${path}` : `/${path}/track`,
    handler: controller[action],
    config,
    info,
  }));
