import { createAnswerStore } from './answer-store';

const answer = (bytes: number) => ({ bytes });

describe('store of answers', () => {
  it('should give an answer at its own version only, and forget it at another', () => {
    const store = createAnswerStore(100_000);
    const kept = answer(100);
    store.set('a', '1', kept);
    expect(store.get('a', '1')).toBe(kept);
    expect(store.get('a', '2')).toBeNull();
    expect(store.get('a', '1')).toBeNull();
    expect(store.size()).toEqual({ answers: 0, bytes: 0 });
  });

  it('should never hold more than its bytes, dropping what was unused for longest', () => {
    const store = createAnswerStore(20_000);
    for (let index = 0; index < 100; index += 1) {
      store.set(`key ${index}`, '1', answer(500));
      store.get('key 0', '1');
      expect(store.size().bytes).toBeLessThanOrEqual(20_000);
    }
    expect(store.get('key 0', '1')).not.toBeNull();
    expect(store.get('key 50', '1')).toBeNull();
    expect(store.get('key 99', '1')).not.toBeNull();
  });

  it('should not let one answer push out all others', () => {
    const store = createAnswerStore(20_000);
    store.set('small', '1', answer(10));
    store.set('large', '1', answer(19_000));
    expect(store.get('large', '1')).toBeNull();
    expect(store.get('small', '1')).not.toBeNull();
  });

  it('should count what an answer grows by, as long as it is kept', () => {
    const store = createAnswerStore(100_000);
    const kept = answer(100);
    store.set('a', '1', kept);
    const { bytes } = store.size();
    store.grow('a', kept, 50);
    store.grow('a', answer(1), 1_000);
    store.grow('b', kept, 1_000);
    expect(store.size().bytes).toBe(bytes + 50);
    store.set('a', '2', answer(100));
    expect(store.size().bytes).toBe(bytes);
  });
});
