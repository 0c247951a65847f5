import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';

import { PERMISSIONS } from '../plugin-id';
import { FigurePage } from './figure';
import { FiguresPage } from './figures';

/** 公开率: the list of figures, and each figure's own page. */
const App = () => (
  <Page.Protect permissions={PERMISSIONS.read}>
    <Routes>
      <Route index element={<FiguresPage />} />
      <Route path="figures/:id" element={<FigurePage />} />
      <Route path="*" element={<Page.Error />} />
    </Routes>
  </Page.Protect>
);

export default App;
