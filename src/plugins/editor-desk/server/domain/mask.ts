import { idNumberFacts } from '../../../../shared/id-number';
import { maskAccount, maskIdNumber } from '../../../../shared/personal-data';

/** What an editor sees of a personal number: an ID number's region and last two digits, else the last four. */
export const maskPersonal = (plain: string): string =>
  idNumberFacts(plain) ? maskIdNumber(plain) : maskAccount(plain);
