/** A source of numbers that repeats itself: the same seed gives the same data set on every machine. */
export interface Random {
  /** In [0, 1). */
  next: () => number;
  /** Whole number from `min` to `max`, both included. */
  int: (min: number, max: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(items: readonly T[]) => T;
  /** An item by its weight. */
  weighted: <T>(items: readonly (readonly [T, number])[]) => T;
  /** A shuffled copy. */
  shuffle: <T>(items: readonly T[]) => T[];
  /** An independent source, so that a longer list here doesn't change the data there. */
  fork: (label: string) => Random;
}

/** Four 32-bit words of a text (a multiplicative mix; distinct texts give unrelated words). */
const words = (text: string): [number, number, number, number] => {
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
};

/** A small fast counter generator (sfc32) seeded by a text. */
export const createRandom = (seed: string): Random => {
  let [a, b, c, d] = words(seed);
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round += 1) next();

  const random: Random = {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick(items) {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[Math.floor(next() * items.length)] as (typeof items)[number];
    },
    weighted(items) {
      let rest = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        rest -= weight;
        if (rest < 0) return item;
      }
      return (items.at(-1) as (typeof items)[number])[0];
    },
    shuffle(items) {
      const result = [...items];
      for (let index = result.length - 1; index > 0; index -= 1) {
        const other = Math.floor(next() * (index + 1));
        [result[index], result[other]] = [result[other] as never, result[index] as never];
      }
      return result;
    },
    fork: (label) => createRandom(`${seed}/${label}`),
  };
  return random;
};

/** Makes ids of the shape that Strapi gives its documents: 24 of a–z and 0–9, a letter first. */
export const createDocumentIds = (seed: string): (() => string) => {
  const { next } = createRandom(`${seed}/document-ids`);
  const digits = (length: number) =>
    Math.floor(next() * 36 ** length)
      .toString(36)
      .padStart(length, '0');
  return () =>
    String.fromCharCode(97 + Math.floor(next() * 26)) +
    digits(5) +
    digits(6) +
    digits(6) +
    digits(6);
};

/**
 * Divides a whole number in the ratio of the weights, exactly: shares are whole multiples of `unit`
 * (the last remainder, if any, goes to the largest share).
 */
export const apportion = (total: number, weights: readonly number[], unit = 1): number[] => {
  const sum = weights.reduce((left, right) => left + right, 0);
  const units = Math.floor(total / unit);
  const exact = weights.map((weight) => (units * weight) / sum);
  const shares = exact.map(Math.floor);
  let left = units - shares.reduce((one, other) => one + other, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    shares[index] = (shares[index] as number) + 1;
    left -= 1;
  }
  const result = shares.map((share) => share * unit);
  const remainder = total - units * unit;
  if (remainder > 0) {
    const largest = result.indexOf(Math.max(...result));
    result[largest] = (result[largest] as number) + remainder;
  }
  return result;
};
