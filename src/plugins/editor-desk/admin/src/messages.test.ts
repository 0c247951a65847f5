import type { DeskType } from '../../../../shared/contracts/editor-desk';
import { menuTitle, messagesOf } from './messages';

const typeOf = (order: number, zh: string, en: string): DeskType => ({
  uid: `api::thing.thing-${order}`,
  label: { zh, en },
  menu: { group: { zh: '组', en: 'Group' }, order },
  mainField: 'kind',
  list: ['kind'],
  form: [['kind']],
  fields: {
    kind: {
      zh: '类别',
      en: 'Kind',
      hint: { zh: '选一个。', en: 'Choose one.' },
      values: { 'in-force': { zh: '有效', en: 'In force' } },
    },
  },
});

const component: DeskType = {
  uid: 'thing.part',
  label: { zh: '部件', en: 'Part' },
  mainField: 'name',
  list: ['name'],
  form: [['name']],
  fields: { name: { zh: '名称', en: 'Name' } },
};

describe('menuTitle', () => {
  it('sorts as declared in both languages, whatever the names are', () => {
    const types = [typeOf(1002, '甲', 'A'), typeOf(20, '乙', 'B'), typeOf(3, '丙', 'C')];
    for (const locale of ['zh-Hans', 'en']) {
      const { compare } = new Intl.Collator(locale, { sensitivity: 'base' });
      const sorted = types.map((type) => menuTitle(type)!).sort(compare);
      expect(sorted.map((title) => title.slice(-1))).toEqual(['C', 'B', 'A']);
      expect(compare(sorted[2]!, 'Undeclared')).toBeLessThan(0);
    }
  });

  it('is nothing for a component', () => {
    expect(menuTitle(component)).toBeUndefined();
  });
});

describe('messagesOf', () => {
  const type = typeOf(101, '事项', 'Things');
  const { zh, en } = messagesOf([type, component]);

  it('has every id in both languages, so that none falls back to English', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });

  it.each([
    ['content-manager.content-types.api::thing.thing-101.kind', '类别', 'Kind'],
    ['content-manager.components.thing.part.name', '名称', 'Name'],
    ['in-force', '有效', 'In force'],
    ['选一个。', '选一个。', 'Choose one.'],
    ['事项', '事项', 'Things'],
    ['0101 事项 Things', '事项', 'Things'],
  ])('says %s as %s and %s', (id, chinese, english) => {
    expect([zh[id], en[id]]).toEqual([chinese, english]);
  });

  it('lets the name of a type win over a field of the same name', () => {
    const field: DeskType = {
      ...component,
      uid: 'thing.other',
      fields: { name: { zh: '事项', en: 'Thing' } },
    };
    expect(messagesOf([type, field]).en['事项']).toBe('Things');
    expect(messagesOf([field, type]).en['事项']).toBe('Things');
  });
});
