import { bindNamed, numberNamed } from './named-bindings';

describe('bindNamed', () => {
  it('should bind names in order of use, each with its type', () => {
    expect(
      bindNamed('where y = :year and t < (:asOfEnd::timestamptz) and y2 = :year', {
        year: 2017,
        asOfEnd: '2018-01-01T00:00:00+08:00',
      }),
    ).toEqual({
      sql: 'where y = ?::integer and t < (?::timestamptz::timestamptz) and y2 = ?::integer',
      bindings: [2017, '2018-01-01T00:00:00+08:00', 2017],
    });
  });

  it('should leave casts, time formats and jsonb operators alone', () => {
    const { sql, bindings } = bindNamed(`select a::text, to_char(b, 'HH24:MI'), c ? 'd'`, {});
    expect(sql).toBe(`select a::text, to_char(b, 'HH24:MI'), c \\? 'd'`);
    expect(bindings).toEqual([]);
  });

  it('should refuse a name without a value', () => {
    expect(() => bindNamed('select :year', {})).toThrow(':year');
  });
});

describe('numberNamed', () => {
  it('should give a name one place, and bind new values to it', () => {
    const { text, bind } = numberNamed('where y = :year and q ? :search and y2 = :year');
    expect(text).toBe('where y = $1::integer and q ? $2::text and y2 = $1::integer');
    expect(bind({ year: 2017, search: '%%' })).toEqual([2017, '%%']);
    expect(bind({ year: 2018, search: '%a%' })).toEqual([2018, '%a%']);
    expect(() => bind({ year: 2017 })).toThrow(':search');
  });
});
