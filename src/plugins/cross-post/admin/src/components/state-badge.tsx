import { Flex, Status, Typography } from '@strapi/design-system';

import type { DeliveryState } from '../../../shared/contracts/deliveries';
import { useText } from '../text';

const VARIANTS = {
  waiting: 'warning',
  queued: 'secondary',
  sending: 'secondary',
  submitted: 'secondary',
  uncertain: 'warning',
  published: 'success',
  staged: 'primary',
  failed: 'danger',
  cancelled: 'neutral',
  withdrawn: 'neutral',
  gone: 'danger',
} as const satisfies Record<DeliveryState, string>;

/** How far a delivery is, in a word and a colour. */
export const StateBadge = ({ state }: { readonly state: DeliveryState }) => {
  const text = useText();
  return (
    <Flex>
      <Status variant={VARIANTS[state]} size="XS">
        <Typography variant="pi" fontWeight="bold">
          {text(`state.${state}`)}
        </Typography>
      </Status>
    </Flex>
  );
};
