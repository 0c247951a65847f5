import { Readable } from 'node:stream';

import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { csvOf } from '../../../../shared/spreadsheet/csv';
import { xlsxOf } from '../../../../shared/spreadsheet/xlsx';
import { EXPORT_IDLE_MS } from '../constants';
import type { NamedTable } from '../services/exports';
import { getService } from '../utils/get-service';
import { orBusy } from '../utils/or-busy';
import {
  parseFigureExport,
  parseFindingsExport,
  parseReconciliationsExport,
  type ExportFormat,
} from './validation/exports';

const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', write: csvOf },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: xlsxOf,
  },
} as const;

/** RFC 5987: what `encodeURIComponent` leaves and the header doesn't allow. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Sends a table as a file while it is made. */
const send = (ctx: Context, { table, fileName, close }: NamedTable, format: ExportFormat): void => {
  const { type, write } = FORMATS[format];
  const body = Readable.from(write(table), { objectMode: false });
  // Also where the reader goes away before the first row.
  body.once('close', () => void close());
  ctx.res.setTimeout(EXPORT_IDLE_MS, () => ctx.res.destroy());
  ctx.set('Content-Type', type);
  ctx.set(
    'Content-Disposition',
    `attachment; filename="export.${format}"; filename*=UTF-8''${encoded(fileName)}.${format}`,
  );
  ctx.set('Cache-Control', 'private, no-store');
  ctx.body = body;
};

/** Files of what the admin panel shows: every matching row, however many there are. */
export const createExportsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const exports = () => getService(strapi, 'exports');

  return {
    figure: (ctx: Context): Promise<void> =>
      orBusy(ctx, async () => {
        const { id } = ctx.params as { id: string };
        const { format, ...params } = parseFigureExport(ctx.query);
        send(ctx, await exports().figure({ id, ...params }), format);
      }),

    reconciliations: (ctx: Context): Promise<void> =>
      orBusy(ctx, async () => {
        const { format, ...params } = parseReconciliationsExport(ctx.query);
        send(ctx, await exports().reconciliations(params), format);
      }),

    findings: (ctx: Context): Promise<void> =>
      orBusy(ctx, async () => {
        const { format, ...params } = parseFindingsExport(ctx.query);
        send(ctx, await exports().findings(params), format);
      }),
  };
};
