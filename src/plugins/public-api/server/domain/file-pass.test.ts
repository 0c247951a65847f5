import { issuePass, readPass } from './file-pass';

const SECRET = 'a secret of the installation';
const ISSUED = new Date('2017-06-01T01:00:00Z');
const after = (minutes: number): Date => new Date(ISSUED.getTime() + minutes * 60_000);

describe('passes to files', () => {
  const pass = issuePass(SECRET, 'session-1', ISSUED);

  it('should name the session for an hour', () => {
    expect(readPass(SECRET, pass, after(59))).toBe('session-1');
    expect(readPass(SECRET, pass, after(60))).toBeNull();
  });

  it.each([
    ['another secret', () => readPass('another', pass, ISSUED)],
    ['another session', () => readPass(SECRET, pass.replace('session-1', 'session-2'), ISSUED)],
    ['a later end', () => readPass(SECRET, pass.replace(/\.\d+\./, '.9999999999.'), ISSUED)],
    ['a changed signature', () => readPass(SECRET, `${pass.slice(0, -2)}AA`, ISSUED)],
    ['a shorter signature', () => readPass(SECRET, pass.slice(0, -1), ISSUED)],
    ['no signature', () => readPass(SECRET, 'session-1.9999999999.', ISSUED)],
    ['nothing', () => readPass(SECRET, '', ISSUED)],
  ])('should refuse %s', (_, read) => {
    expect(read()).toBeNull();
  });
});
