import { normalizeText } from "@/lib/text";

/**
 * One e-mail address, or null: NFKC first, then the Mailbox of RFC 5321 (4.1.2) narrowed to dot-string @ domain name.
 * No display name, list, comment, quoted part, route, address literal, white space or control character; nothing to
 * read in two ways. Lengths are those of RFC 5321 (4.5.3.1). A domain in another script is given in its xn-- form.
 * @returns the address with its domain in lower case; store and use this, not what was typed
 */
export function parseEmailAddress(text: string): string | null {
  if (text.length > longest * 4) return null;
  const address = normalizeText(text, "NFKC");
  const [local, domain, ...more] = address.split("@");
  if (local === undefined || domain === undefined || more.length > 0) return null;
  if (address.length > longest || local.length > 64) return null;
  if (!dotString.test(local) || !domainName.test(domain)) return null;
  return `${local}@${domain.toLowerCase()}`;
}

const longest = 254;

// The atoms of RFC 5322, without `%` and `!`: relays have read these as routes to somewhere else.
const dotString = /^[a-z0-9#$&'*+/=?^_`{|}~-]+(?:\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*$/i;

// Labels of RFC 1123, two or more of them, the last one no number.
const domainName =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[^.]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
