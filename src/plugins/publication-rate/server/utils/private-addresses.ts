import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Networks that aren't the public internet (IANA special-purpose registries). */
const V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** With the forms that carry an IPv4 address inside: mapped, translated, 6to4 and Teredo. */
const V6 = [
  '::/96',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

const listOf = (networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
};

// Apart: in one list, the network of mapped addresses would stand for all of IPv4.
const blocked4 = listOf(V4, 'ipv4');
const blocked6 = listOf(V6, 'ipv6');

/** True unless the text is an address of the public internet. */
export const isPrivateAddress = (address: string): boolean => {
  if (isIPv4(address)) return blocked4.check(address, 'ipv4');
  if (isIPv6(address)) return blocked6.check(address.replace(/%.*$/, ''), 'ipv6');
  return true;
};
