import type { Desk } from '../desk';
import { menuTitle } from '../messages';
import type { MenuLink } from '../strapi-app';

/** Puts the declared types into their order in the content menu; the others follow. */
export const orderLinks =
  (desk: Desk) =>
  <Args extends { readonly ctLinks: readonly MenuLink[] }>(args: Args): Args => ({
    ...args,
    ctLinks: args.ctLinks.map((link) => {
      const type = desk.byUid(link.uid);
      return { ...link, title: (type && menuTitle(type)) ?? link.title };
    }),
  });
