import { stopLinkRounds } from './link-rounds';

export const destroy = stopLinkRounds;
