import { maySee } from './may-see';

export const policies = { 'may-see': maySee };
