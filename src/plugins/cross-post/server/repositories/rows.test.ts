import { toJsonb } from './rows';

describe('toJsonb', () => {
  it('leaves ordinary texts as they are', () => {
    const value = { text: '通知 😀 \\u0000', list: [null, 1, true] };
    expect(JSON.parse(toJsonb(value))).toEqual(value);
  });

  it('replaces what PostgreSQL refuses', () => {
    const cut = '公告😀'.slice(0, -1);
    expect(JSON.parse(toJsonb({ cut, nul: 'a\0b', whole: '😀' }))).toEqual({
      cut: '公告\uFFFD',
      nul: 'a\uFFFDb',
      whole: '😀',
    });
  });
});
