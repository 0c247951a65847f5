import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** A flat map of translation key -> message, as the admin panel merges it. */
export type Messages = Record<string, string>;

interface AdminPackage {
  /** Folder of the package's compiled admin code, relative to node_modules/@strapi. */
  admin: string;
  /** Folder of its translations, relative to `admin`. */
  translations: string;
  /** What the plugin's `registerTrads` puts before every key ('' for the panel itself). */
  prefix: string;
}

const plugin = (folder: string, id: string): AdminPackage => ({
  admin: `${folder}/dist/admin`,
  translations: 'translations',
  prefix: `${id}.`,
});

const ADMIN_PACKAGES: readonly AdminPackage[] = [
  { admin: 'admin/dist/admin', translations: 'admin/src/translations', prefix: '' },
  plugin('content-manager', 'content-manager'),
  plugin('content-type-builder', 'content-type-builder'),
  plugin('upload', 'upload'),
  plugin('i18n', 'i18n'),
  plugin('email', 'email'),
  plugin('plugin-users-permissions', 'users-permissions'),
  plugin('content-releases', 'content-releases'),
  plugin('review-workflows', 'review-workflows'),
];

const STRAPI_ROOT = resolve(__dirname, '../../../node_modules/@strapi');

const load = createRequire(__filename);

// Depending on the package, the file exports the map itself or as its default.
const asMessages = (exported: unknown, file: string): Messages => {
  const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
  const named = isObject(exported) && 'default' in exported ? exported.default : undefined;
  const messages = isObject(named) ? named : exported;
  if (!isObject(messages) || Object.keys(messages).length === 0) {
    throw new Error(`${file} exports no messages`);
  }
  return messages as Messages;
};

/**
 * Strapi's own messages in one locale under the keys the admin panel looks up.
 *
 * Mirrors `StrapiApp.loadTrads`: the panel's file as it is, every plugin's file behind
 * `<pluginId>.`, including keys a file wrongly prefixes itself (content-manager's zh-Hans does,
 * so most of its Chinese never reaches the screen).
 *
 * @throws Error when Strapi's English is not where this version of Strapi keeps it.
 */
export const strapiMessages = (locale: 'en' | 'zh-Hans'): Messages => {
  const merged: Messages = {};
  for (const { admin, translations, prefix } of ADMIN_PACKAGES) {
    const file = join(STRAPI_ROOT, admin, translations, `${locale}.json.js`);
    // Some packages ship no Chinese at all; all of them ship English.
    if (locale !== 'en' && !existsSync(file)) continue;
    for (const [key, message] of Object.entries(asMessages(load(file), file))) {
      merged[prefix + key] = message;
    }
  }
  return merged;
};

const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'translations' ? [] : sourceFiles(path);
    return entry.name.endsWith('.js') ? [path] : [];
  });

// `id: 'key', defaultMessage: '…'`, with or without a getTrad/getTranslation call about the key.
const DESCRIPTOR =
  /id: (?:[\w.$]*getTra[dn]\w*(\())?(["'`])([^"'`$\n]+)\2\)?,\s*defaultMessage: (["'`])((?:(?!\4)[^\\]|\\.)*)\4/g;

/**
 * Messages Strapi's admin code names only inline, by id and default English text, and has put in
 * no translation file. They can be translated like any other, by their id.
 */
export const strapiInlineMessages = (): Messages => {
  const english = strapiMessages('en');
  const inline: Messages = {};
  for (const { admin, prefix } of ADMIN_PACKAGES) {
    for (const file of sourceFiles(join(STRAPI_ROOT, admin))) {
      for (const match of readFileSync(file, 'utf8').matchAll(DESCRIPTOR)) {
        const [, call, , id = '', , message = ''] = match;
        const key = call ? prefix + id : id;
        if (!(key in english)) inline[key] = message.replace(/\\(.)/g, '$1');
      }
    }
  }
  return inline;
};
