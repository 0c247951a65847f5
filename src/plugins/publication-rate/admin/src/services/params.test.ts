import { exactly, given } from './params';

describe('given', () => {
  it('should leave out what is not given, and encode what would end a parameter', () => {
    expect(given({ year: 2017, asOf: undefined, q: '', kind: 'a&b=c#d' })).toEqual({
      year: '2017',
      kind: 'a%26b%3Dc%23d',
    });
  });
});

describe('exactly', () => {
  it('should keep what is empty', () => {
    expect(exactly({ node: '', parent: 'a&b' })).toEqual({ node: '', parent: 'a%26b' });
  });
});
