import { Page } from '@strapi/strapi/admin';

import { PERMISSIONS } from '../plugin-id';
import { DeliveriesPage } from './deliveries';

/** 发布到微博微信: accounts and deliveries. */
const App = () => (
  <Page.Protect permissions={PERMISSIONS.read}>
    <DeliveriesPage />
  </Page.Protect>
);

export default App;
