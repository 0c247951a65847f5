import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from '../constants';
import { fileHolderOf, type FileHolder } from '../domain/file-holder';
import { issuePass, readPass } from '../domain/file-pass';
import type { Schema } from '../domain/model';
import { createFilesRepository, type FileRow } from '../repositories/files';
import type { AdmissionService } from './admission';
import type { DocumentsService } from './documents';
import type { TypesService } from './types';

/** Files of the media library: public as long as something public holds them. */
export const createFilesService = ({ strapi }: { strapi: Core.Strapi }) => {
  const plugin = () => strapi.plugin(PLUGIN_ID);
  const repository = () => {
    const { parts, reader } = plugin().service<DocumentsService>('documents');
    return createFilesRepository({ strapi, parts, reader });
  };
  const secret = (): string => plugin().service<AdmissionService>('admission').secretFor('files');
  const holders = (): FileHolder[] =>
    [...plugin().service<TypesService>('types').catalogue().values()].flatMap((model) => {
      const schema = strapi.getModel(
        model.uid as Parameters<typeof strapi.getModel>[0],
      ) as unknown as Schema;
      return fileHolderOf(model, schema) ?? [];
    });

  return {
    /** Makes the indexes that the look-up needs. Idempotent. */
    install: () => repository().install(holders()),

    /**
     * The file at an address, if it may be handed out: to everybody, or to who brings a pass.
     * @throws TooBusyError
     */
    find(url: string, pass: string | undefined): Promise<FileRow | null> {
      const session = pass === undefined ? null : readPass(secret(), pass, new Date());
      return repository().find(url, session, holders());
    },

    /** A pass for the session of the panel. */
    pass: (session: string): string => issuePass(secret(), session, new Date()),
  };
};

export type FilesService = ReturnType<typeof createFilesService>;
