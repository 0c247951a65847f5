import type { Core } from '@strapi/strapi';

import type { Actor, Person } from '../domain/approval';

interface RequestState {
  readonly auth?: { readonly strategy?: { readonly name?: string } };
  readonly user?: {
    readonly id: number | string;
    readonly firstname?: string | null;
    readonly lastname?: string | null;
    readonly username?: string | null;
    readonly email?: string | null;
  };
}

/** A signed-in user of the admin panel; Chinese names, family name first. */
export const personOf = (user: NonNullable<RequestState['user']>): Person => ({
  id: String(user.id),
  name:
    `${user.lastname ?? ''}${user.firstname ?? ''}` ||
    user.username ||
    user.email ||
    String(user.id),
});

/** Who stands behind the code that runs now. */
export const currentActor = ({ strapi }: { strapi: Core.Strapi }): Actor => {
  const state = strapi.requestContext.get()?.state as RequestState | undefined;
  if (!state) return { kind: 'system' };
  return state.auth?.strategy?.name === 'admin' && state.user
    ? { kind: 'person', person: personOf(state.user) }
    : { kind: 'stranger' };
};
