import { Page } from '@strapi/strapi/admin';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';

import { PERMISSIONS } from '../plugin-id';
import { AuthorizedPage } from './authorized';
import { ChannelsPage } from './channels';
import { DeliveriesPage } from './deliveries';
import { PostPage } from './post';

const CalendarPage = lazy(async () => ({ default: (await import('./calendar')).CalendarPage }));

/** 发布到微博微信: accounts and queue, each post's own page, calendar. */
const App = () => (
  <Page.Protect permissions={PERMISSIONS.read}>
    <Suspense fallback={<Page.Loading />}>
      <Routes>
        <Route index element={<DeliveriesPage />} />
        <Route path="posts/:documentId" element={<PostPage />} />
        <Route path="channels" element={<ChannelsPage />} />
        <Route path="authorized" element={<AuthorizedPage />} />
        <Route path="calendar" element={<CalendarPage />} />
        <Route path="*" element={<Page.Error />} />
      </Routes>
    </Suspense>
  </Page.Protect>
);

export default App;
