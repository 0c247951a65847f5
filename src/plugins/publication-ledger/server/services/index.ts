import { createLedgerService } from './ledger';

export const services = { ledger: createLedgerService };
