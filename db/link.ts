import { createHash, randomBytes } from "node:crypto";

/** A new link: 32 random bytes as base64url, and the SHA-256 of that text, which alone is stored. */
export function newLink(): { link: string; hash: Buffer } {
  const link = randomBytes(32).toString("base64url");
  return { link, hash: hashOf(link) };
}

/** The hash by which a link is found; null for what cannot be one, whatever was sent. */
export function parseLink(text: unknown): Buffer | null {
  return typeof text === "string" && /^[A-Za-z0-9_-]{43}$/.test(text) ? hashOf(text) : null;
}

function hashOf(link: string): Buffer {
  return createHash("sha256").update(link).digest();
}
