import { Box, EmptyStateLayout, Flex, LinkButton } from '@strapi/design-system';
import { Layouts, Page, Pagination, useRBAC } from '@strapi/strapi/admin';
import { Calendar, Cog } from '@strapi/icons';
import { useState } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';

import { BulkBar, isSelectable } from '../components/bulk-bar';
import { ChannelList } from '../components/channel-list';
import { DeliveryFilters } from '../components/delivery-filters';
import { DeliveryModal } from '../components/delivery-modal';
import { DeliveryTable } from '../components/delivery-table';
import { Lanes } from '../components/lanes';
import { Problem } from '../components/problem';
import { WithdrawalList } from '../components/withdrawal-list';
import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { PERMISSIONS } from '../plugin-id';
import { pollingFor, useChannels, useDeliveries, type ListQuery } from '../services/api';
import { useText } from '../text';

const PAGE_SIZES = ['20', '50', '100'];

const positive = (value: string | null, fallback: number): number => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : fallback;
};

/** The queue: what goes where, how far it is, and what to do. Filters and open details stand in the address. */
export const DeliveriesPage = () => {
  const text = useText();
  const [params, setParams] = useSearchParams();
  const lane = params.get('lane') ?? '';
  const state = params.get('state') ?? '';
  const channel = params.get('channel') ?? '';
  const search = params.get('q') ?? '';
  const query: ListQuery = {
    lane: lane || undefined,
    state: state || undefined,
    channel: channel || undefined,
    q: search || undefined,
    page: positive(params.get('page'), 1),
    pageSize: Math.min(positive(params.get('pageSize'), 20), 100),
  };
  const first = useDeliveries(query);
  const { data, error, isLoading, refetch } = useDeliveries(query, {
    pollingInterval: pollingFor(first.data?.results),
    refetchOnMountOrArgChange: true,
  });
  const { data: channels } = useChannels(undefined, { refetchOnMountOrArgChange: true });

  /** Changes the address; what is '' goes away. A changed filter leads to page 1. */
  const change = (changes: Readonly<Record<string, string>>, keepsPage = false): void => {
    setParams((before) => {
      const after = new URLSearchParams(before);
      if (!keepsPage) after.delete('page');
      for (const [name, value] of Object.entries(changes)) {
        if (value === '') after.delete(name);
        else after.set(name, value);
      }
      return after;
    });
  };
  const { allowedActions } = useRBAC(PERMISSIONS);
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set());
  const canSelect = (delivery: DeliverySummary): boolean =>
    isSelectable(delivery, allowedActions['canManage'] === true);
  // What left the page by paging or by its own progress is not acted on.
  const selected = (data?.results ?? []).filter(
    (delivery) => canSelect(delivery) && selectedIds.has(delivery.documentId),
  );
  const isFiltered = Boolean(state || channel || search);
  const empty = isFiltered ? 'list.emptyFiltered' : lane ? 'list.emptyLane' : 'list.empty';

  return (
    <Page.Main aria-busy={isLoading}>
      <Page.Title>{text('list.title')}</Page.Title>
      <Layouts.Header
        title={text('list.title')}
        subtitle={text('list.subtitle')}
        primaryAction={
          <Flex gap={2} wrap="wrap">
            <LinkButton tag={RouterLink} to="channels" variant="secondary" startIcon={<Cog />}>
              {text('account.title')}
            </LinkButton>
            <LinkButton tag={RouterLink} to="calendar" variant="secondary" startIcon={<Calendar />}>
              {text('calendar.title')}
            </LinkButton>
          </Flex>
        }
      />
      <Layouts.Content>
        {channels && <ChannelList channels={channels} />}
        <WithdrawalList documentId={null} />
        <Lanes lane={lane} onChange={(chosen) => change({ lane: chosen, state: '' })} />
        <Box paddingBottom={4}>
          <DeliveryFilters
            key={search}
            lane={lane}
            state={state}
            channel={channel}
            search={search}
            channels={channels ?? []}
            onChange={change}
          />
        </Box>
        {error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Page.Loading>{text('list.loading')}</Page.Loading>
        ) : data.results.length === 0 ? (
          <EmptyStateLayout content={text(empty)} />
        ) : (
          <>
            {allowedActions['canApprove'] && (
              <BulkBar selected={selected} onDone={() => setSelectedIds(new Set())} />
            )}
            <DeliveryTable
              deliveries={data.results}
              selectedIds={selectedIds}
              isSelectable={canSelect}
              {...(allowedActions['canApprove'] ? { onSelect: setSelectedIds } : {})}
              onOpen={(documentId) => change({ delivery: documentId }, true)}
            />
            <Box paddingTop={4}>
              <Pagination.Root
                pageCount={data.pagination.pageCount}
                total={data.pagination.total}
                defaultPageSize={20}
              >
                <Pagination.PageSize options={PAGE_SIZES} />
                <Pagination.Links />
              </Pagination.Root>
            </Box>
          </>
        )}
        <DeliveryModal
          documentId={params.get('delivery')}
          onClose={() => change({ delivery: '' }, true)}
        />
      </Layouts.Content>
    </Page.Main>
  );
};
