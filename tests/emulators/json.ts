/** A JSON value in which a bigint stands for a raw integer literal of any size. */
export type Json =
  null | boolean | number | bigint | string | Json[] | { [key: string]: Json | undefined };

/** A parsed JSON object whose members are still to be checked. */
export type JsonObject = Record<string, unknown>;

/**
 * JSON text in which bigints appear as bare digits. The platforms send 64-bit ids as numbers, which
 * JSON.stringify can't write and a careless JSON.parse rounds: exactly what clients must survive.
 */
export function stringify(value: Json): string {
  if (typeof value === 'bigint') {
    return value.toString();
  }
  if (Array.isArray(value)) {
    return `[${value.map(stringify).join(',')}]`;
  }
  if (value !== null && typeof value === 'object') {
    const members: string[] = [];
    for (const [key, member] of Object.entries(value)) {
      if (member !== undefined) {
        members.push(`${JSON.stringify(key)}:${stringify(member)}`);
      }
    }
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Whether a value is an object with named members (not null, not an array). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
