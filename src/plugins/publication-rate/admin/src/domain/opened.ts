/** Codes of the nodes that are open, as an address has them. */
export const codesOf = (value: string | null): readonly string[] => (value ? value.split(',') : []);

/** The same with one more, or one less where it is open already. */
export const toggled = (codes: readonly string[], code: string): string =>
  (codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code]).join(',');

/** The payments of a fund's node as an address names them; the node is '' for those that name none. */
export const paymentsAt = (fund: string, node: string): string => `${fund}:${node}`;

/** Which node's payments of a fund are open by an address; null for none. */
export const openPayments = (value: string | null, fund: string): string | null =>
  value?.startsWith(`${fund}:`) ? value.slice(fund.length + 1) : null;
