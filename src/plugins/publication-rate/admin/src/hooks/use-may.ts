import { useAuth } from '@strapi/strapi/admin';

import { PERMISSIONS } from '../plugin-id';

/**
 * Whether the person has a right, for showing what he may press; the server decides. Strapi's own
 * `useRBAC` asks once, and for good finds nothing where it asks before the rights have come.
 */
export const useMay = (right: keyof typeof PERMISSIONS): boolean => {
  const permissions = useAuth('useMay', (state) => state.permissions);
  return permissions.some(({ action }) => PERMISSIONS[right].some((one) => one.action === action));
};
