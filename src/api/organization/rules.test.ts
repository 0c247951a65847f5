import { creditCodeCheck } from '../../shared/credit-code';
import { faultsOf } from '../../shared/record-checks';
import { organizationRules } from './rules';

const code = (body: string): string => `${body}${creditCodeCheck(body)}`;
const ORGAN = code('11420102000000001');
const INSTITUTION = code('12420102000000001');
const valid = { documentId: 'a', code: ORGAN, name: '江岸区民政局', kind: 'organ' };

describe('organization rules', () => {
  it.each([
    ['an organ', {}],
    ['an institution', { code: INSTITUTION, kind: 'institution' }],
    ['a mass organization among the organs', { code: code('13420102000000001') }],
    ['an organ of another kind', { code: code('19420102000000001') }],
    [
      'a code of a real organ, typed in full width',
      { code: '１１３４１７０２４８６３４４５１５ｈ' },
    ],
    ['a website', { website: 'http://www.jiangan.example/mzj' }],
    ['another organization above', { parent: { documentId: 'b' } }],
  ])('accept %s', (_, patch) => {
    expect(faultsOf(organizationRules, { ...valid, ...patch })).toEqual({});
  });

  it.each([
    ['code', { code: '' }, '请填写统一社会信用代码'],
    ['code', { code: `${ORGAN.slice(0, 17)}*` }, '统一社会信用代码不正确：应为 18 位且校验位相符'],
    ['code', { code: ORGAN.slice(0, 17) }, '统一社会信用代码不正确'],
    ['code', { code: INSTITUTION }, '以 12 开头，表示事业单位，与机构类型“党政群机关”不符'],
    ['code', { kind: 'institution' }, '以 11 开头，表示机关，与机构类型“事业单位”不符'],
    ['name', { name: ' ' }, '请填写机构名称'],
    ['parent', { parent: { documentId: 'a' } }, '上级机构不能是本机构自己'],
    [
      'website',
      { website: 'www.jiangan.example' },
      '网站不是有效网址，请填写以 http:// 或 https:// 开头',
    ],
    ['website', { website: 'javascript:alert(1)' }, '网站不是有效网址'],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(organizationRules, { ...valid, ...patch });
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });
});
