import { isIP } from 'net';

/** A network in CIDR notation, such as `10.0.0.0/8`. */
export interface Network {
  /** The address in binary digits: 32 for IPv4, 128 for IPv6. */
  readonly bits: string;
  readonly prefixLength: number;
}

/** Parses a network as the API server does; none for other text, and for an address with a zone or in mixed notation. */
export function parseNetwork(text: string): Network | undefined {
  const [, address, digits] = /^([\d.]+|[\da-f:]+)\/(0|[1-9]\d{0,2})$/i.exec(text) ?? [];
  const family = address === undefined ? 0 : isIP(address);
  const prefixLength = Number(digits);
  return family === 0 || prefixLength > (family === 4 ? 32 : 128) ? undefined
    : { bits: family === 4 ? binary(address.split('.'), 10, 8) : binary(groupsOf(address), 16, 16), prefixLength };
}

/**
 * Whether the address is the first one of its network. Newer API servers refuse `10.0.0.1/8`.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-network/4858-ip-cidr-validation
 */
export function isFirstAddress({ bits, prefixLength }: Network): boolean {
  return !bits.slice(prefixLength).includes('1');
}

/** Whether a network is a part of another one, and smaller. */
export function isPartOf(part: Network, whole: Network): boolean {
  return part.bits.length === whole.bits.length && part.prefixLength > whole.prefixLength
    && part.bits.startsWith(whole.bits.slice(0, whole.prefixLength));
}

function binary(groups: string[], radix: number, width: number): string {
  return groups.map(group => parseInt(group, radix).toString(2).padStart(width, '0')).join('');
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): string[] {
  const [head, tail] = address.split('::').map(half => half.split(':').filter(group => group !== ''));
  return tail === undefined ? head : [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}
