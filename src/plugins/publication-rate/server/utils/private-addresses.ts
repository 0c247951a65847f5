import { isPublicAddress } from '../../../../shared/private-addresses';

/** True unless the text is an address of the public internet. */
export const isPrivateAddress = (address: string): boolean => !isPublicAddress(address);
