import { createTurnstile, type Leave } from './turnstile';

describe('turnstile', () => {
  it('should let in as many as there are places, then whoever waits, in order', async () => {
    const turnstile = createTurnstile({ places: 2, line: 2, patienceMs: 1_000 });
    const [one, two] = [await turnstile.enter(), await turnstile.enter()];
    const order: string[] = [];
    const three = turnstile.enter().then((leave) => (order.push('three'), leave));
    const four = turnstile.enter().then((leave) => (order.push('four'), leave));
    expect(await turnstile.enter()).toBeNull();
    expect(order).toEqual([]);
    one?.();
    one?.();
    const leaveThree = await three;
    expect(order).toEqual(['three']);
    two?.();
    await four;
    expect(order).toEqual(['three', 'four']);
    leaveThree?.();
    expect(await turnstile.enter()).not.toBeNull();
  });

  it('should turn away who has waited too long, and keep no place for them', async () => {
    const turnstile = createTurnstile({ places: 1, line: 5, patienceMs: 20 });
    const leave = (await turnstile.enter()) as Leave;
    expect(await turnstile.enter()).toBeNull();
    leave();
    const again = (await turnstile.enter()) as Leave;
    expect(again).not.toBeNull();
    again();
  });
});
