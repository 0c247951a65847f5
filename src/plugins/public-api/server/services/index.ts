import { createAdmissionService } from './admission';
import { createAnswersService } from './answers';
import { createDocumentsService } from './documents';
import { createDoorsService } from './doors';
import { createHealthService } from './health';
import { createRevisionsService } from './revisions';
import { createSourcesService } from './sources';
import { createSubmissionsService } from './submissions';
import { createTypesService } from './types';

export const services = {
  types: createTypesService,
  documents: createDocumentsService,
  submissions: createSubmissionsService,
  health: createHealthService,
  doors: createDoorsService,
  admission: createAdmissionService,
  answers: createAnswersService,
  revisions: createRevisionsService,
  sources: createSourcesService,
};
