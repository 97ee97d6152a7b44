/**
 * The link in the parameters of a page below /accept or /set-password; empty unless there is exactly one part. Leaves out
 * characters next to the address, such as a period, a bracket or a space, because email programs may add them.
 */
export function linkIn(parts: readonly string[] = []): string {
  const [part = "", ...others] = parts;
  if (others.length > 0 || part.length > MAX_LENGTH) return "";
  return decoded(part).replace(BEFORE, "").replace(AFTER, "");
}

/** Longer than a link with everything that programs add to it. */
const MAX_LENGTH = 200;

const BEFORE = /^[\s<([{"'«“‘„*]+/u;
const AFTER = /[\s>)\]}"'»”’“.,;:!?…*|\\]+$/u;

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
