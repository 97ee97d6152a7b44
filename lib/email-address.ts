import { normalizeText } from "./text";

/**
 * Parses one email address: NFKC first, then the Mailbox of RFC 5321 (4.1.2), restricted to dot-string @ domain name with
 * the lengths of section 4.5.3.1. Accepts nothing that mail servers could read in two ways: no display name, list, comment,
 * quoted part, route, address literal, white space or control character. An international domain is in its xn-- form.
 * @returns the address with its domain in lower case, to store and use instead of the text; null if it isn't an address
 */
export function parseEmailAddress(text: string): string | null {
  if (text.length > MAX_LENGTH * 4) return null;
  const address = normalizeText(text, "NFKC");
  const [local, domain, ...more] = address.split("@");
  if (local === undefined || domain === undefined || more.length > 0) return null;
  if (address.length > MAX_LENGTH || local.length > 64) return null;
  if (!DOT_STRING.test(local) || !DOMAIN_NAME.test(domain)) return null;
  return `${local}@${domain.toLowerCase()}`;
}

const MAX_LENGTH = 254;

// The atoms of RFC 5322 without `%` and `!`, which mail servers have read as routes.
const DOT_STRING = /^[a-z0-9#$&'*+/=?^_`{|}~-]+(?:\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*$/i;

// At least two labels of RFC 1123, of which the last one isn't a number.
const DOMAIN_NAME =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[^.]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
