import { EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import { CheckLinksButton } from '../components/check-links-button';
import { LightCard } from '../components/light-card';
import { QueryState } from '../components/query-state';
import { Section } from '../components/section';
import { worstFirst } from '../domain/lights';
import { useInspection } from '../services/api';
import { useText } from '../text';

/** The indicators of the national check as lights. */
export const InspectionTab = () => {
  const text = useText();
  const intl = useIntl();
  const query = useInspection(undefined, { refetchOnMountOrArgChange: true });
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
