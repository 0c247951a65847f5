import type { Core } from '@strapi/strapi';

import { stopSweep } from './sweep';
import { stopWatch } from './watch';

export const destroy = (context: { strapi: Core.Strapi }): void => {
  stopSweep(context);
  stopWatch(context);
};
