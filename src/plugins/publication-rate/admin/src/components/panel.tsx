import { Box } from '@strapi/design-system';
import type { ReactNode } from 'react';

/** A white sheet on the page's ground. */
export const Panel = ({ children }: { readonly children: ReactNode }) => (
  <Box background="neutral0" hasRadius shadow="tableShadow" padding={5} data-panel>
    {children}
  </Box>
);
