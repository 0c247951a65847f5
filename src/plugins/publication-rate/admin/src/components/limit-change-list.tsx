import { Box, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { RateSettings } from '../../../shared/contracts/settings';
import { useIsChinese, useText } from '../text';

/** Who set which limit when; newest first. */
export const LimitChangeList = ({ limits, changes }: RateSettings) => {
  const text = useText();
  const intl = useIntl();
  const isChinese = useIsChinese();
  const nameOf = (id: string): string => {
    const limit = limits.find((one) => one.id === id);
    return (isChinese ? limit?.name : limit?.nameEn) ?? id;
  };
  if (changes.length === 0) return null;
  return (
    <Box paddingTop={5}>
      <Typography variant="delta" tag="h3">
        {text('settings.changes')}
      </Typography>
      <Box tag="ul" paddingTop={2}>
        {changes.map(({ limitId, value, changedAt, changedBy }) => (
          <Box tag="li" key={`${limitId} ${changedAt}`} paddingBottom={1}>
            <Typography variant="pi" textColor="neutral700">
              {text(value === null ? 'settings.changeBack' : 'settings.change', {
                time: intl.formatDate(changedAt, { dateStyle: 'medium', timeStyle: 'short' }),
                by: changedBy,
                name: nameOf(limitId),
                value: value ?? '',
              })}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
};
