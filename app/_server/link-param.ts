/**
 * The link in the parameters of a page below /accept or /set-password; empty if there is more or less than one part. Email
 * programs add what surrounds an address in a text, such as a period, a bracket or a space: that is left out.
 */
export function linkIn(parts: readonly string[] = []): string {
  const [part = "", ...others] = parts;
  if (others.length > 0 || part.length > LONGEST) return "";
  return decoded(part).replace(BEFORE, "").replace(AFTER, "");
}

/** Longer than a link with all that is added to it. */
const LONGEST = 200;

const BEFORE = /^[\s<([{"'«“‘„*]+/u;
const AFTER = /[\s>)\]}"'»”’“.,;:!?…*|\\]+$/u;

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
