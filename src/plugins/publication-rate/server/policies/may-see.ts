import { errors } from '@strapi/utils';

import { ACTIONS } from '../constants';

interface PolicyContext {
  readonly state: { readonly userAbility?: { can(action: string): boolean } };
}

/**
 * Lets pass whoever may see all organizations or his own; which rows that are is
 * `rights.scopeOf`'s to say.
 * @throws PolicyError (403) for anybody else.
 */
export const maySee = ({ state }: PolicyContext): boolean => {
  const ability = state.userAbility;
  if (ability?.can(ACTIONS.read) || ability?.can(ACTIONS.readOwn)) return true;
  throw new errors.PolicyError('您没有查看公开率的权限，请联系公开办在“角色”中开通');
};
