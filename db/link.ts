import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** The keys that links are derived from: one for each kind of link, so that no link of one kind is ever one of another. */
export type LinkKeys = { readonly invitations: Buffer; readonly passwords: Buffer };

type NewLink = { readonly link: string; readonly hash: Buffer };

/**
 * @param secret of the server; with another one, the next sending of every email has another link
 * @returns the keys that belong to this secret, always the same
 */
export function linkKeys(secret: string): LinkKeys {
  const key = (label: string) => Buffer.from(hkdfSync("sha256", secret, "", label, 32));
  return { invitations: key("usher/links/invitations"), passwords: key("usher/links/passwords") };
}

/**
 * The link that is derived from a name, and its SHA-256, which alone is stored. Every try to send an email derives the same
 * link, so an email that arrives twice is the same email.
 * @param name what tells the link from all others of its kind
 */
export function deriveLink(key: Buffer, name: string): NewLink {
  return withHash(createHmac("sha256", key).update(name).digest("base64url"));
}

/** A link that belongs to nothing yet: 32 random bytes, for tests and benchmarks. */
export function newLink(): NewLink {
  return withHash(randomBytes(32).toString("base64url"));
}

/** The hash by which a link is found; null for what cannot be one, whatever was sent. */
export function parseLink(text: unknown): Buffer | null {
  return typeof text === "string" && /^[A-Za-z0-9_-]{43}$/.test(text) ? hashOf(text) : null;
}

function withHash(link: string): NewLink {
  return { link, hash: hashOf(link) };
}

function hashOf(link: string): Buffer {
  return createHash("sha256").update(link).digest();
}
