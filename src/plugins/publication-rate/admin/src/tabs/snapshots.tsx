import { Button, EmptyStateLayout } from '@strapi/design-system';
import { Lock } from '@strapi/icons';
import { useState } from 'react';

import { FreezeDialog } from '../components/freeze-dialog';
import { QueryState } from '../components/query-state';
import { Section } from '../components/section';
import { SnapshotComparison } from '../components/snapshot-comparison';
import { SnapshotTable } from '../components/snapshot-table';
import { useMay } from '../hooks/use-may';
import type { Period } from '../hooks/use-period';
import { useSnapshots } from '../services/api';
import { useText } from '../text';

/** Frozen years, and what has become of them. */
export const SnapshotsTab = ({ period }: { readonly period: Period }) => {
  const text = useText();
  const query = useSnapshots(undefined, { refetchOnMountOrArgChange: true });
  const mayFreeze = useMay('freeze');
  const [isFreezing, setIsFreezing] = useState(false);
  const chosen = period.params.get('snapshot');
  if (chosen) return <SnapshotComparison documentId={chosen} period={period} />;
  return (
    <Section
      title={text('snapshots.title')}
      hint={text('snapshots.hint')}
      action={
        mayFreeze && (
          <Button data-no-print startIcon={<Lock />} onClick={() => setIsFreezing(true)}>
            {text('freeze.open')}
          </Button>
        )
      }
    >
      <QueryState query={query}>
        {(snapshots) =>
          snapshots.length === 0 ? (
            <EmptyStateLayout content={text('snapshots.empty')} />
          ) : (
            <SnapshotTable
              snapshots={snapshots}
              onChoose={(snapshot) => period.change({ snapshot })}
            />
          )
        }
      </QueryState>
      {isFreezing && period.year !== undefined && (
        <FreezeDialog year={period.year} onClose={() => setIsFreezing(false)} />
      )}
    </Section>
  );
};
