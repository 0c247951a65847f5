import { massAnswer, massOutcome, publishOutcome } from './verdict';

const verdict = (status: number, articleId = '') => ({ status, articleId, url: null });

describe('publishOutcome', () => {
  it('should take nothing for published that has no article id', () => {
    expect(publishOutcome(verdict(0, 'article'))).toMatchObject({
      kind: 'published',
      remoteId: 'article',
    });
    expect(publishOutcome(verdict(0))).toBeNull();
    expect(publishOutcome(verdict(1, 'article'))).toBeNull();
  });

  it.each([
    [2, 'failed'],
    [3, 'failed'],
    [4, 'failed'],
    [5, 'unresolved'],
    [6, 'unresolved'],
    [7, 'unresolved'],
    [Number.NaN, 'unresolved'],
  ])('should lead status %d to %s', (status, kind) => {
    expect(publishOutcome(verdict(status))?.kind).toBe(kind);
  });
});

describe('mass messages', () => {
  it('should conclude only from what says that it is over', () => {
    expect(massAnswer('SEND_SUCCESS', '7')).toMatchObject({ kind: 'published', remoteId: '7' });
    expect(massAnswer('SEND_FAIL', '7')?.kind).toBe('failed');
    for (const status of ['SENDING', 'DELETE', null]) expect(massAnswer(status, '7')).toBeNull();
  });

  it('should say why a refused message may not go out again as it is', () => {
    for (const number of [20008, 20431, 40002]) {
      expect(massOutcome(`err(${number})`, '7', null)).toMatchObject({
        kind: 'failed',
        code: `mass-err-${number}`,
        message: expect.stringContaining('隔一天') as unknown,
      });
    }
  });
});
