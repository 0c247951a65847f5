import { z } from 'zod';

import { RequestFault } from './fault';
import { parseSubmission, randomCode } from './submission';

const schema = z.strictObject({ title: z.string().min(2), kind: z.enum(['a', 'b']) });
const fault = (body: unknown): RequestFault => {
  try {
    parseSubmission(schema, body);
  } catch (error) {
    if (error instanceof RequestFault) return error;
    throw error;
  }
  throw new Error('was not refused');
};

describe('parseSubmission', () => {
  it('should return the data', () => {
    const data = { title: '标题', kind: 'a' };
    expect(parseSubmission(schema, { data })).toEqual({ data });
    expect(parseSubmission(schema, { data, altcha: 'x' })).toEqual({ data, altcha: 'x' });
  });

  it.each([
    ['no envelope', { title: '标题', kind: 'a' }],
    ['more than data', { data: { title: '标题', kind: 'a' }, meta: {} }],
    ['a list', { data: [] }],
    ['a text', 'data'],
    ['nothing', undefined],
  ])('should refuse %s', (_, body) => {
    expect(fault(body).path).toBe('data');
  });

  it('should name the wrong field, and its fault in Chinese', () => {
    expect(fault({ data: { title: '标题', kind: 'c' } })).toMatchObject({
      key: 'kind',
      path: 'data.kind',
    });
    expect(fault({ data: { title: '标题', kind: 'c' } }).message).toMatch(
      /^“kind”填写有误：[^a-z]*选项/,
    );
    expect(fault({ data: { title: '标题', kind: 'a', state: 'x' } })).toMatchObject({
      key: 'state',
      path: 'data.state',
    });
  });
});

describe('codes', () => {
  it('should make codes that differ, of letters that can be read out', () => {
    const codes = Array.from({ length: 500 }, () => randomCode(20));
    expect(new Set(codes).size).toBe(500);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
  });
});
