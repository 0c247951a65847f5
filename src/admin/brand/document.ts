import logo from './logo.svg';

const PRODUCT = '公开 Gongkai';

/** Strapi ends every page's title with its own name and has no setting for it. */
const brandTitle = (): void => {
  const branded = document.title.replace(/Strapi( Admin)?$/, PRODUCT);
  if (branded !== document.title) document.title = branded;
};

/** Title and icon of the browser's tab. */
export const brandDocument = (): void => {
  const icon = document.createElement('link');
  icon.rel = 'icon';
  icon.type = 'image/svg+xml';
  icon.href = logo;
  for (const old of document.head.querySelectorAll('link[rel~="icon"]')) old.remove();
  document.head.append(icon);

  brandTitle();
  new MutationObserver(brandTitle).observe(document.head, {
    childList: true,
    subtree: true,
    characterData: true,
  });
};
