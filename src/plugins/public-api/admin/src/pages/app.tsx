import { Page } from '@strapi/strapi/admin';

import { PERMISSIONS } from '../plugin-id';
import { WebhooksPage } from './webhooks';

/** 变更推送: who is told of changes, and what became of it. */
const App = () => (
  <Page.Protect permissions={PERMISSIONS.webhooks}>
    <WebhooksPage />
  </Page.Protect>
);

export default App;
