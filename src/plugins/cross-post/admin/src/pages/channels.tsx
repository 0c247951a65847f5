import { Button, EmptyStateLayout, Flex } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { BackButton, Layouts, Page, useRBAC } from '@strapi/strapi/admin';

import { AccountCard } from '../components/account-card';
import { AccountForm } from '../components/account-form';
import { Problem } from '../components/problem';
import { PERMISSIONS } from '../plugin-id';
import { useChannels } from '../services/api';
import { useText } from '../text';

/** The accounts: health, what is left of their calls, connecting, testing, pausing. */
export const ChannelsPage = () => {
  const text = useText();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const { data, error, isLoading, refetch } = useChannels(undefined, {
    refetchOnMountOrArgChange: true,
  });
  return (
    <Page.Main aria-busy={isLoading}>
      <Page.Title>{text('account.title')}</Page.Title>
      <Layouts.Header
        title={text('account.title')}
        subtitle={text('account.subtitle')}
        navigationAction={<BackButton fallback="/plugins/cross-post" />}
        primaryAction={
          allowedActions['canManage'] && (
            <AccountForm
              channel={null}
              trigger={<Button startIcon={<Plus />}>{text('account.new')}</Button>}
            />
          )
        }
      />
      <Layouts.Content>
        {error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Page.Loading>{text('list.loading')}</Page.Loading>
        ) : data.length === 0 ? (
          <EmptyStateLayout content={text('channels.none')} />
        ) : (
          <Flex direction="column" alignItems="stretch" gap={5}>
            {data.map((channel) => (
              <AccountCard key={channel.documentId} channel={channel} />
            ))}
          </Flex>
        )}
      </Layouts.Content>
    </Page.Main>
  );
};
