import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';

import { FigurePage } from './figure';
import { RatePage } from './rate';

/**
 * 公开率: how the year stands, and each figure's own page. Whoever has no right is told so by the
 * pages themselves, with what to do.
 */
const App = () => (
  <Routes>
    <Route index element={<RatePage />} />
    <Route path="figures/:id" element={<FigurePage />} />
    <Route path="*" element={<Page.Error />} />
  </Routes>
);

export default App;
