import { useMemo } from 'react';

import { useHeatmap } from '../services/api';
import type { Period } from './use-period';

export interface OrganizationOption {
  readonly id: string;
  readonly name: string;
}

/** Organizations that have obligations in the year, by name: those that one may filter by. */
export const useOrganizations = ({ query, options }: Period): readonly OrganizationOption[] => {
  const { data } = useHeatmap({ ...query, organization: undefined }, { skip: options.skip });
  return useMemo(
    () =>
      (data?.rows ?? [])
        .map(({ organizationId, name }) => ({ id: organizationId, name }))
        .sort((one, other) => one.name.localeCompare(other.name, 'zh-Hans-CN')),
    [data],
  );
};
