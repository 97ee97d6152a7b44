import { isIP } from "node:net";

/** The network of an address that can't be read. */
export const UNKNOWN_ADDRESS = "unknown";

/**
 * Normalizes an IP address: without brackets, port and zone; IPv6 compressed; IPv4-mapped IPv6 as IPv4.
 * @param text from a proxy or a socket: not validated
 * @returns "unknown" if it isn't an address
 */
export function readAddress(text: string): string {
  const given = text.slice(0, 80).trim();
  const [, bracketed] = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(given) ?? [];
  const bare = (bracketed ?? given).split("%", 1)[0] ?? "";
  const [, withoutPort] = /^([\d.]+):\d{1,5}$/.exec(bare) ?? [];
  const address = withoutPort ?? bare;
  if (isIP(address) === 4) return address;
  if (isIP(address) !== 6) return UNKNOWN_ADDRESS;
  const compressed = new URL(`http://[${address}]`).hostname.slice(1, -1);
  return mappedIPv4(compressed) ?? compressed;
}

/** The network of an address, for limits: an IPv4 address, the /64 of an IPv6 address, or "unknown". */
export function networkOf(address: string): string {
  return prefixOf(address, 4);
}

/** The network that a provider gives to one customer: the /48 of an IPv6 address, otherwise the same as `networkOf`. */
export function siteOf(address: string): string {
  return prefixOf(address, 3);
}

/** @param groups of 16 bits of an IPv6 address */
function prefixOf(address: string, groups: number): string {
  const read = readAddress(address);
  if (isIP(read) !== 6) return read;
  const [before = "", after = ""] = read.split("::");
  const [left, right] = [groupsIn(before), groupsIn(after)];
  const zeros = read.includes("::") ? Array.from({ length: 8 - left.length - right.length }, () => "0") : [];
  return `${[...left, ...zeros, ...right].slice(0, groups).join(":")}::/${groups * 16}`;
}

function groupsIn(part: string): string[] {
  return part === "" ? [] : part.split(":");
}

function mappedIPv4(compressed: string): string | undefined {
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(compressed) ?? [];
  if (high === undefined || low === undefined) return undefined;
  return [high, low]
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 0xff])
    .join(".");
}
