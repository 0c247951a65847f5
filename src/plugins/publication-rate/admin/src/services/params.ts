export type Params = Readonly<Record<string, string | number | undefined>>;

/** Parameters as they are, '' too; encoded, because the panel's client doesn't. */
export const exactly = (params: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, encodeURIComponent(value)]),
  );

/** Parameters without those that are not given; encoded, because the panel's client doesn't. */
export const given = (params: Params): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, encodeURIComponent(value)]],
    ),
  );
