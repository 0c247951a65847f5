import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { FileCsv, FileXls } from '@strapi/icons';

import { exportFileName } from '../domain/file-name';
import { useDownload } from '../hooks/use-download';
import type { PeriodQuery } from '../services/api';
import { exactly, given, type Params } from '../services/params';
import { useText } from '../text';

const FORMATS = ['csv', 'xlsx'] as const;
const ICONS = { csv: <FileCsv />, xlsx: <FileXls /> };

interface Props {
  /** Below `/publication-rate/`, such as `findings`. */
  readonly path: string;
  /** What narrows the rows beside the period. */
  readonly params?: Params;
  /** The same of what '' is a value of. */
  readonly exact?: Readonly<Record<string, string>>;
  /** What the file has, for its name. */
  readonly name: string;
  readonly period: PeriodQuery;
  /** The day that the rows speak of. */
  readonly asOf: string;
}

/** All the rows of a list, not one page alone, as a file. */
export const ExportButtons = ({ path, params, exact = {}, name, period, asOf }: Props) => {
  const text = useText();
  const { busy, failure, download } = useDownload();
  const failureText = (status: number): string => {
    if (status === 0) return text('export.offline');
    return status === 403 ? text('error.forbidden') : text('export.failed', { status });
  };
  const fetchAs = (format: (typeof FORMATS)[number]) =>
    download(
      format,
      `/publication-rate/${path}/export`,
      { ...given({ ...params, ...period, asOf, format }), ...exactly(exact) },
      exportFileName(name, { year: period.year, asOf, format }),
    );
  return (
    <Box data-no-print>
      <Flex gap={2}>
        {FORMATS.map((format) => (
          <Button
            key={format}
            variant="secondary"
            startIcon={ICONS[format]}
            loading={busy === format}
            disabled={busy !== null}
            onClick={() => void fetchAs(format)}
          >
            {text(`export.${format}`)}
          </Button>
        ))}
      </Flex>
      <Typography variant="pi" tag="p" textColor="danger700" role="alert">
        {failure === null ? '' : failureText(failure)}
      </Typography>
      <Typography variant="pi" tag="p" textColor="neutral600" role="status">
        {busy === null ? '' : text('export.busy')}
      </Typography>
    </Box>
  );
};
