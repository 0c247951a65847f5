export type Params = Readonly<Record<string, string | number | undefined>>;

/** Parameters without those that are not given; encoded, because the panel's client doesn't. */
export const given = (params: Params): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, encodeURIComponent(value)]],
    ),
  );
