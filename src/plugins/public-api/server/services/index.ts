import { createDocumentsService } from './documents';
import { createDoorsService } from './doors';
import { createHealthService } from './health';
import { createSubmissionsService } from './submissions';
import { createTypesService } from './types';

export const services = {
  types: createTypesService,
  documents: createDocumentsService,
  submissions: createSubmissionsService,
  health: createHealthService,
  doors: createDoorsService,
};
