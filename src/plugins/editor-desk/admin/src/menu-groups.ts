import type { DeskType, Label } from '../../../../shared/contracts/editor-desk';

const quote = (text: string): string => JSON.stringify(text);

/** The link of a type, with or without a query. */
const linksTo = (uid: string): string[] => {
  const path = `/content-manager/collection-types/${uid}`;
  return [`> a[href$=${quote(path)}]`, `> a[href*=${quote(`${path}?`)}]`];
};

/** The links below a list lead to its type as well, but aren't the menu. */
const MENU = 'nav:not([aria-label="Pagination"])';

/**
 * A heading above the first visible entry of each group. Strapi's menu knows no groups, and entries
 * come and go with the user's rights and with its search, so the heading is drawn by whichever
 * entry of the group comes first.
 */
const styleOf = (groups: ReadonlyMap<string, { label: Label; uids: string[] }>): string =>
  [...groups.values()]
    .map(({ label, uids }) => {
      const item = `${MENU} ol > li:has(${uids.flatMap(linksTo).join(', ')})`;
      const first = `${item}:not(${item} ~ li)`;
      return `
        ${first}::before {
          content: ${quote(label.zh)};
          display: block;
          margin: 1.2rem 0 0.4rem;
          padding-inline: 1.2rem;
          font-size: 1.2rem;
          font-weight: 600;
          line-height: 1.33;
          opacity: 0.72;
          color: inherit;
        }
        html:lang(en) ${first}::before { content: ${quote(label.en)}; }`;
    })
    .join('\n');

/** The heading of single types, of which there are none. */
const EMPTY_SECTION = 'nav ul > li:not(:first-child):has(ol:empty) { display: none; }';

/** Adds the headings of these types to the page. */
export const showMenuGroups = (types: readonly DeskType[]): void => {
  const groups = new Map<string, { label: Label; uids: string[] }>();
  for (const { uid, menu } of types) {
    if (!menu) continue;
    const group = groups.get(menu.group.zh) ?? { label: menu.group, uids: [] };
    group.uids.push(uid);
    groups.set(menu.group.zh, group);
  }
  const style = document.createElement('style');
  style.textContent = `${styleOf(groups)}\n${EMPTY_SECTION}`;
  document.head.append(style);
};
