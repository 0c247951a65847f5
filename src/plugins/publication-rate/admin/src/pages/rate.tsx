import { Box, Button, Tabs, Typography } from '@strapi/design-system';
import { FilePdf } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import type { ComponentType } from 'react';
import { styled } from 'styled-components';

import { PeriodBar } from '../components/period-bar';
import { PrintStyle } from '../components/print-style';
import { Problem } from '../components/problem';
import { shanghaiToday } from '../format';
import { useMay } from '../hooks/use-may';
import { useOrganizations } from '../hooks/use-organizations';
import { usePeriod, type Period } from '../hooks/use-period';
import { useMe } from '../services/api';
import { FiguresTab } from '../tabs/figures';
import { FindingsTab } from '../tabs/findings';
import { FundsTab } from '../tabs/funds';
import { InspectionTab } from '../tabs/inspection';
import { OverviewTab } from '../tabs/overview';
import { SettingsTab } from '../tabs/settings';
import { SnapshotsTab } from '../tabs/snapshots';
import { useText } from '../text';

interface Tab {
  readonly id:
    'overview' | 'funds' | 'inspection' | 'findings' | 'snapshots' | 'figures' | 'settings';
  readonly Content: ComponentType<{ readonly period: Period }>;
  /** Whether year, organization and day say anything there. */
  readonly hasPeriod: boolean;
}

const TABS: readonly Tab[] = [
  { id: 'overview', Content: OverviewTab, hasPeriod: true },
  { id: 'funds', Content: FundsTab, hasPeriod: true },
  { id: 'inspection', Content: InspectionTab, hasPeriod: false },
  { id: 'findings', Content: FindingsTab, hasPeriod: true },
  { id: 'snapshots', Content: SnapshotsTab, hasPeriod: false },
  { id: 'figures', Content: FiguresTab, hasPeriod: true },
  { id: 'settings', Content: SettingsTab, hasPeriod: false },
];

/** As large as the rest of the page's text. */
const TabList = styled(Tabs.List)`
  flex-wrap: wrap;

  [role='tab'] span {
    font-size: 1.4rem;
  }
`;

/** What is of one tab alone and means nothing in another. */
const OF_ONE_TAB = [
  ...['cell', 'fund', 'node', 'nodes', 'open', 'payments', 'kind', 'q', 'page'],
  ...['snapshot', 'figure', 'with', 'on', 'all', 'rows'],
];

/** On paper, which year, day and organization the numbers speak of. */
const PrintedPeriod = ({ period }: { readonly period: Period }) => {
  const text = useText();
  const name = useOrganizations(period).find(({ id }) => id === period.organization)?.name;
  return (
    <Box data-print-only paddingBottom={4}>
      <Typography>
        {text('period.printed', {
          year: String(period.year ?? ''),
          asOf: period.asOf || shanghaiToday(),
          organization: name ?? text('period.allOrganizations'),
        })}
      </Typography>
    </Box>
  );
};

/** Whose numbers these are, where it isn't everybody's. */
const OwnOnly = () => {
  const text = useText();
  const { data } = useMe();
  if (!data?.organizations) return null;
  return (
    <Box paddingBottom={4}>
      <Typography variant="pi" textColor="neutral700">
        {text('period.ownOnly', { names: data.organizations.map(({ name }) => name).join('、') })}
      </Typography>
    </Box>
  );
};

/** 公开率: how the year stands, what is missing, and what to do next. */
export const RatePage = () => {
  const text = useText();
  const period = usePeriod();
  const mayConfigure = useMay('configure');
  const me = useMe();
  const tabs = TABS.filter(({ id }) => id !== 'settings' || mayConfigure);
  const tab = tabs.find(({ id }) => id === period.params.get('tab')) ?? TABS[0];
  if (period.isLoading || !tab) return <Page.Loading>{text('figures.loading')}</Page.Loading>;

  const choose = (id: string): void =>
    period.change({
      ...Object.fromEntries(OF_ONE_TAB.map((name) => [name, ''])),
      tab: id === TABS[0]?.id ? '' : id,
    });

  return (
    <Page.Main>
      <PrintStyle />
      <Page.Title>{text('figures.title')}</Page.Title>
      <Layouts.Header
        title={text('figures.title')}
        subtitle={text('figures.subtitle')}
        primaryAction={
          <Button
            data-no-print
            variant="tertiary"
            startIcon={<FilePdf />}
            onClick={() => window.print()}
          >
            {text('print')}
          </Button>
        }
      />
      <Layouts.Content>
        <Tabs.Root variant="simple" value={tab.id} onValueChange={choose}>
          <TabList aria-label={text('figures.title')}>
            {tabs.map(({ id }) => (
              <Tabs.Trigger key={id} value={id}>
                {text(`tab.${id}`)}
              </Tabs.Trigger>
            ))}
          </TabList>
          <Tabs.Content value={tab.id}>
            <Box paddingTop={6}>
              {me.error || period.error ? (
                <Problem
                  error={me.error ?? period.error}
                  onRetry={() => void (me.error ? me.refetch() : period.retry())}
                />
              ) : (
                <>
                  <OwnOnly />
                  {tab.hasPeriod && (
                    <Box paddingBottom={6}>
                      <PeriodBar period={period} />
                      <PrintedPeriod period={period} />
                    </Box>
                  )}
                  <tab.Content period={period} />
                </>
              )}
            </Box>
          </Tabs.Content>
        </Tabs.Root>
      </Layouts.Content>
    </Page.Main>
  );
};
