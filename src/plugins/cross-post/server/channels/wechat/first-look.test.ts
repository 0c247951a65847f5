import { createFirstLook, type FirstLook } from './first-look';

/** Waits of so many posts on a platform that takes so many milliseconds for each. */
const waitsFor = (looks: FirstLook, account: string, takesMs: number, posts: number): number[] =>
  Array.from({ length: posts }, () => {
    const wait = looks.wait(account);
    looks.learn(account, wait, wait >= takesMs);
    return wait;
  });

describe('the first look', () => {
  it('comes after a second where nothing is known', () => {
    expect(createFirstLook().wait('gh_1')).toBe(1000);
  });

  it('comes at once on a platform that needs no time', () => {
    expect(waitsFor(createFirstLook(), 'gh_1', 0, 8).at(-1)).toBe(0);
  });

  it.each([60, 300, 4000, 9000])('is seldom too early where it takes %i ms', (takesMs) => {
    const waits = waitsFor(createFirstLook(), 'gh_1', takesMs, 200).slice(8);
    expect(waits.filter((wait) => wait < takesMs).length).toBeLessThan(waits.length / 10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2 * takesMs + 50);
  });

  it('is not carried away by many at once', () => {
    const looks = createFirstLook();
    for (let post = 0; post < 50; post += 1) looks.learn('gh_1', 1000, false);
    expect(looks.wait('gh_1')).toBe(1500);
    for (let post = 0; post < 50; post += 1) looks.learn('gh_1', 1500, true);
    expect(looks.wait('gh_1')).toBeGreaterThan(1000);
  });

  it('waits 15 seconds at most, and finds back from none', () => {
    const looks = createFirstLook();
    waitsFor(looks, 'gh_1', 0, 20);
    expect(waitsFor(looks, 'gh_1', 600_000, 20).at(-1)).toBe(15_000);
  });

  it('comes sooner again once the platform is faster', () => {
    const looks = createFirstLook();
    waitsFor(looks, 'gh_1', 9000, 20);
    expect(waitsFor(looks, 'gh_1', 1000, 500).at(-1)).toBeLessThan(2100);
  });

  it('knows accounts apart', () => {
    const looks = createFirstLook();
    waitsFor(looks, 'gh_1', 0, 20);
    expect(looks.wait('gh_2')).toBe(1000);
  });
});
