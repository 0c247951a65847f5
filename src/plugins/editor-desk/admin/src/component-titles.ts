import type { Desk } from './desk';

const TITLE = 'h3 > button[aria-controls]';

/** Chinese and English of the fields by which components are titled, by value. */
const titlesOf = (desk: Desk): ReadonlyMap<string, { zh: string; en: string }> =>
  new Map(
    desk
      .types()
      .filter(({ uid }) => !uid.includes('::'))
      .flatMap(({ mainField, fields }) => Object.entries(fields[mainField]?.values ?? {})),
  );

const textOf = (element: Element): Text | undefined => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  return (walker.nextNode() as Text | null) ?? undefined;
};

/**
 * The title of an entry of a repeatable component is the bare value of its main field: no message,
 * no hook. Where that is an enumeration, the text is replaced after Strapi has written it.
 */
export const translateComponentTitles = (desk: Desk): void => {
  let titles: ReadonlyMap<string, { zh: string; en: string }> | undefined;
  const translate = (): void => {
    titles ??= titlesOf(desk);
    for (const button of document.querySelectorAll(TITLE)) {
      const text = textOf(button);
      const label = text && titles.get(text.data);
      if (label) text.data = document.documentElement.lang === 'en' ? label.en : label.zh;
    }
  };
  new MutationObserver(() => {
    if (location.pathname.includes('/content-manager/')) translate();
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
};
