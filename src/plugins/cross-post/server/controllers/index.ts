import { createCallbacksController } from './callbacks';
import { createChannelsController } from './channels';
import { createDeliveriesController } from './deliveries';
import { createFlowController } from './flow';
import { createReceiptsController } from './receipts';
import { createWithdrawalsController } from './withdrawals';

export const controllers = {
  receipts: createReceiptsController,
  deliveries: createDeliveriesController,
  channels: createChannelsController,
  callbacks: createCallbacksController,
  withdrawals: createWithdrawalsController,
  flow: createFlowController,
};
