import { Box, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import { CheckLinksButton } from '../components/check-links-button';
import { LightCard } from '../components/light-card';
import { OrganizationFilter } from '../components/organization-filter';
import { QueryState } from '../components/query-state';
import { Section } from '../components/section';
import { worstFirst } from '../domain/lights';
import { useOrganizations } from '../hooks/use-organizations';
import type { Period } from '../hooks/use-period';
import { useInspection } from '../services/api';
import { useText } from '../text';

/** The indicators of the national check as lights. */
export const InspectionTab = ({ period }: { readonly period: Period }) => {
  const text = useText();
  const intl = useIntl();
  const organizations = useOrganizations(period);
  const { organization } = period.query;
  const query = useInspection({ organization }, { refetchOnMountOrArgChange: true });
  return (
    <Section
      title={text('inspection.title')}
      hint={text('inspection.hint')}
      action={
        <Flex gap={4}>
          {query.data && (
            <Typography variant="pi" textColor="neutral600">
              {text('inspection.checkedAt', {
                time: intl.formatDate(query.data.checkedAt, {
                  dateStyle: 'medium',
                  timeStyle: 'short',
                }),
              })}
            </Typography>
          )}
          <CheckLinksButton />
        </Flex>
      }
    >
      <Box paddingBottom={4} data-no-print>
        <OrganizationFilter
          options={organizations}
          value={period.organization}
          onChange={period.change}
        />
      </Box>
      <QueryState query={query}>
        {({ lights }) =>
          lights.length === 0 ? (
            <EmptyStateLayout content={text('inspection.empty')} />
          ) : (
            <Flex direction="column" alignItems="stretch" gap={4}>
              {worstFirst(lights).map((light) => (
                <LightCard key={light.id} light={light} />
              ))}
            </Flex>
          )
        }
      </QueryState>
    </Section>
  );
};
