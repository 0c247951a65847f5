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
    expect(waitsFor(createFirstLook(), 'gh_1', 0, 20).at(-1)).toBe(0);
  });

  it('is seldom too early, and never much too late', () => {
    const waits = waitsFor(createFirstLook(), 'gh_1', 4000, 60).slice(10);
    expect(waits.filter((wait) => wait < 4000).length).toBeLessThan(waits.length / 3);
    expect(Math.max(...waits)).toBeLessThanOrEqual(8000);
  });

  it('learns from many at once no more than from one', () => {
    const looks = createFirstLook();
    for (let post = 0; post < 50; post += 1) looks.learn('gh_1', 1000, false);
    expect(looks.wait('gh_1')).toBe(2000);
    for (let post = 0; post < 50; post += 1) looks.learn('gh_1', 2000, true);
    expect(looks.wait('gh_1')).toBe(1500);
  });

  it('waits 15 seconds at most, and finds back from none', () => {
    const looks = createFirstLook();
    waitsFor(looks, 'gh_1', 0, 20);
    expect(waitsFor(looks, 'gh_1', 600_000, 20).at(-1)).toBe(15_000);
  });

  it('knows accounts apart', () => {
    const looks = createFirstLook();
    waitsFor(looks, 'gh_1', 0, 20);
    expect(looks.wait('gh_2')).toBe(1000);
  });
});
