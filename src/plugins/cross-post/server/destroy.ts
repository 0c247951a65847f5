import { stopSweep } from './sweep';

export const destroy = stopSweep;
