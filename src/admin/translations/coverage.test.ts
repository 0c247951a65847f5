import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { messageShape } from './message-shape';
import { strapiInlineMessages, strapiMessages, type Messages } from './strapi-keys';

const ours = JSON.parse(readFileSync(join(__dirname, 'zh-Hans.json'), 'utf8')) as Messages;
const english = strapiMessages('en');
const chinese = strapiMessages('zh-Hans');
const inline = strapiInlineMessages();
const shown: Messages = { ...chinese, ...ours };

/** Keys of this project's own, which Strapi cannot know. */
const OWN_PREFIX = 'gongkai.';

/** Inline messages no one sees: samples in docs and error codes, and placeholders left in code. */
const INLINE_UNSEEN = new Set([
  'FIXME',
  'Zone pour plugins',
  '[tbdb].components.DynamicZone.more-actions',
  'app',
  'false',
  'http://www.client-app.com',
  'mycustomfields.color.description',
  'mycustomfields.color.label',
  'null',
  'true',
]);

/** Strapi's English which ICU cannot read; the Chinese is held to the intended arguments. */
const INTENDED_SHAPES: Record<string, string[]> = {
  'notification.ee.warning.at-seat-limit.title': [
    'currentUserCount',
    'licenseLimitStatus,select',
    'permittedSeats',
  ],
  'notification.ee.warning.over-.message': ['licenseLimitStatus,select'],
  'email.Settings.email.plugin.placeholder.defaultFrom': [],
  'email.Settings.email.plugin.placeholder.defaultReplyTo': [],
};

/** What a message may consist of without a Chinese character: proper names and bare values. */
const NEUTRAL = [
  /^[\s\d\p{P}\p{S}]*$/u,
  /^(API ID|Strapi Cloud|Webhook|GraphQL|Sentry|DKIM|OAuth2|JSON|UID|ID|X|Y|PDF|CSV|XLS|ZIP)$/,
  /^(noopener, nofollow, noreferrer|_blank, _self, _parent, _top)$/,
  /^(kai@doe\.com|my\.subdomain\.com)$/,
];

const withoutSyntax = (message: string): string =>
  message
    .replace(/\b\w+, (plural|select),|\b(other|true|false)\b(?= ?\{)/g, '')
    .replace(/\{\w+\}|<\/?\w+>|[{}]/g, '');

const isChinese = (message: string): boolean => {
  const text = withoutSyntax(message).trim();
  return /\p{Script=Han}/u.test(text) || NEUTRAL.some((pattern) => pattern.test(text));
};

describe('zh-Hans translations of the admin panel', () => {
  it('finds the messages of the installed Strapi', () => {
    expect(Object.keys(english).length).toBeGreaterThan(2000);
    expect(Object.keys(inline).length).toBeGreaterThan(100);
    expect(english['content-manager.header.name']).toBe('Content Manager');
  });

  it('covers every English key', () => {
    expect(Object.keys(english).filter((key) => !(key in shown))).toEqual([]);
  });

  it('covers every message named only in the admin code', () => {
    const missing = Object.keys(inline).filter((key) => !(key in shown) && !INLINE_UNSEEN.has(key));
    expect(missing).toEqual([]);
  });

  it('holds no key Strapi no longer has', () => {
    const stale = Object.keys(ours).filter(
      (key) => !(key in english) && !(key in inline) && !key.startsWith(OWN_PREFIX),
    );
    expect(stale).toEqual([]);
  });

  it('asks for the arguments and tags the English has', () => {
    const wrong = Object.entries(ours).flatMap(([key, message]) => {
      const source = english[key] ?? inline[key];
      if (source === undefined) return [];
      const want = INTENDED_SHAPES[key] ?? messageShape(source);
      const have = messageShape(message);
      return have.join() === want.join() ? [] : [{ key, want, have }];
    });
    expect(wrong).toEqual([]);
  });

  it('shows nothing in English', () => {
    const keys = Object.keys({ ...english, ...ours });
    const left = keys.filter((key) => !isChinese(shown[key] ?? '')).map((key) => [key, shown[key]]);
    expect(left).toEqual([]);
  });
});

describe('messageShape', () => {
  it('lists arguments, formats and tags once, nested ones too', () => {
    expect(messageShape('<b>{n}</b> {n, plural, =0 {无 {who}} other {# <i>项</i>}}')).toEqual([
      '<b>',
      '<i>',
      'n',
      'n,plural',
      'who',
    ]);
  });

  it('takes quoted syntax as text', () => {
    expect(messageShape("例如：某某 '<'a@example.com'>' {name}")).toEqual(['name']);
  });

  it.each(['{n, plural, one {一}}', '{n', '<b>甲', '甲</b>', '甲}', '{n, select, a}'])(
    'refuses %s',
    (message) => {
      expect(() => messageShape(message)).toThrow();
    },
  );
});
