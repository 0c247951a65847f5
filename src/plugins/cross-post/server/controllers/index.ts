import { createCallbacksController } from './callbacks';
import { createChannelsController } from './channels';
import { createDeliveriesController } from './deliveries';
import { createFlowController } from './flow';
import { createReceiptsController } from './receipts';

export const controllers = {
  receipts: createReceiptsController,
  deliveries: createDeliveriesController,
  channels: createChannelsController,
  callbacks: createCallbacksController,
  flow: createFlowController,
};
