import { Button, EmptyStateLayout } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import type { WebhookSummary, WebhookWithSecret } from '../../../shared/contracts/webhooks';
import { LogModal } from '../components/log-modal';
import { Problem } from '../components/problem';
import { SecretModal } from '../components/secret-modal';
import { WebhookForm } from '../components/webhook-form';
import { WebhookTable } from '../components/webhook-table';
import { useWebhooks } from '../services/api';
import { useText } from '../text';

/** While something fails the list is looked at again so often. */
const POLLING_MS = 5_000;

type Editing = WebhookSummary | 'new' | null;

/** Subscriptions: who is told, whether it works, and what to do. The open log stands in the address. */
export const WebhooksPage = () => {
  const text = useText();
  const [params, setParams] = useSearchParams();
  const [editing, setEditing] = useState<Editing>(null);
  const [shown, setShown] = useState<WebhookWithSecret | null>(null);
  const { data, error, isLoading, refetch } = useWebhooks(undefined, {
    pollingInterval: POLLING_MS,
    refetchOnMountOrArgChange: true,
  });
  const logged = data?.data.find(({ id }) => id === params.get('log')) ?? null;
  const openLog = (id: string | null): void => setParams(id === null ? {} : { log: id });
  const create = (
    <Button startIcon={<Plus />} onClick={() => setEditing('new')}>
      {text('list.create')}
    </Button>
  );

  return (
    <Page.Main aria-busy={isLoading}>
      <Page.Title>{text('list.title')}</Page.Title>
      <Layouts.Header
        title={text('list.title')}
        subtitle={text('list.subtitle')}
        primaryAction={data && data.data.length > 0 ? create : undefined}
      />
      <Layouts.Content>
        {error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Page.Loading>{text('list.loading')}</Page.Loading>
        ) : data.data.length === 0 ? (
          <EmptyStateLayout content={text('list.empty')} action={create} />
        ) : (
          <WebhookTable
            webhooks={data.data}
            types={data.types}
            onEdit={setEditing}
            onLog={(id) => openLog(id)}
            onSecret={setShown}
          />
        )}
        {data && editing !== null && (
          <WebhookForm
            webhook={editing === 'new' ? null : editing}
            types={data.types}
            onClose={() => setEditing(null)}
            onCreated={setShown}
          />
        )}
        {shown && <SecretModal secret={shown.secret} onClose={() => setShown(null)} />}
        {data && logged && (
          <LogModal webhook={logged} types={data.types} onClose={() => openLog(null)} />
        )}
      </Layouts.Content>
    </Page.Main>
  );
};
