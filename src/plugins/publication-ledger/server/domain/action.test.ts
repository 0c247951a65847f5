import { ledgerAction, publicEffect } from './action';

describe('publicEffect', () => {
  it.each([
    ['create', true, undefined, null],
    ['update', true, 'draft', null],
    ['update', true, 'published', 'show'],
    ['create', false, undefined, 'show'],
    ['update', false, undefined, 'show'],
    ['publish', true, undefined, 'show'],
    ['unpublish', true, undefined, 'hide'],
    ['delete', false, undefined, 'delete'],
    ['findMany', true, 'published', null],
    ['discardDraft', true, undefined, null],
  ])('should tell %s (drafts: %s, status: %s) as %s', (action, hasDraftAndPublish, status, effect) => {
    expect(publicEffect({ action, hasDraftAndPublish, status })).toBe(effect);
  });
});

describe('ledgerAction', () => {
  const document = { hasDraftAndPublish: true };
  const row = { hasDraftAndPublish: false };

  it.each([
    ['a first publication', 'show', { ...document, wasPublic: false, isPublic: true }, 'publish'],
    ['a further one', 'show', { ...document, wasPublic: true, isPublic: true }, 'republish'],
    ['a publication that the public may not see', 'show', { ...document, wasPublic: false, isPublic: false }, null],
    ['one that takes the record from the public', 'show', { ...document, wasPublic: true, isPublic: false }, 'unpublish'],
    ['a withdrawal', 'hide', { ...document, wasPublic: true, isPublic: false }, 'unpublish'],
    ['a withdrawal of nothing', 'hide', { ...document, wasPublic: false, isPublic: false }, null],
    ['new master data', 'show', { ...row, wasPublic: false, isPublic: true }, 'create'],
    ['changed master data', 'show', { ...row, wasPublic: true, isPublic: true }, 'update'],
    ['master data that became classified', 'show', { ...row, wasPublic: true, isPublic: false }, 'unpublish'],
    ['a deletion', 'delete', { ...row, wasPublic: false, isPublic: false }, 'delete'],
  ] as const)('should enter %s', (_, effect, before, action) => {
    expect(ledgerAction(effect, before)).toBe(action);
  });
});
