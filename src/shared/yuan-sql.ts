/**
 * SQL for an amount of yuan as people write it.
 *
 * @param amount SQL expression of a number; code of this repository, never input.
 */
export const yuanSql = (amount: string): string => `to_char(${amount}, 'FM99999999999999990.00')`;

/** The same with its sign, also where it is positive. */
export const signedYuanSql = (amount: string): string =>
  `to_char(${amount}, 'FMSG99999999999999990.00')`;
