import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

/**
 * The keys that links are derived from. Each kind of link has its own key, so that a link of one kind is never valid as
 * another.
 */
export type LinkKeys = { readonly invitations: Buffer; readonly passwords: Buffer };

type NewLink = { readonly link: string; readonly hash: Buffer };

/**
 * Derives the keys from the server's secret. With another secret, the next sending of every email has another link. Links
 * that were already sent still work.
 */
export function linkKeys(secret: string): LinkKeys {
  const key = (label: string) => Buffer.from(hkdfSync("sha256", secret, "", label, 32));
  return { invitations: key("usher/links/invitations"), passwords: key("usher/links/passwords") };
}

/**
 * Derives a link from a name. Only its SHA-256 hash is stored. Every attempt to send an email derives the same link, so an
 * email that arrives twice is the same email.
 * @param name unique among the links of its kind
 */
export function deriveLink(key: Buffer, name: string): NewLink {
  return withHash(createHmac("sha256", key).update(name).digest("base64url"));
}

/** A random link, for tests and benchmarks. */
export function newLink(): NewLink {
  return withHash(randomBytes(32).toString("base64url"));
}

/** @returns the hash by which a link is stored, or null if the text can't be a link. @param text hostile input */
export function parseLink(text: unknown): Buffer | null {
  return typeof text === "string" && /^[A-Za-z0-9_-]{43}$/.test(text) ? hashOf(text) : null;
}

function withHash(link: string): NewLink {
  return { link, hash: hashOf(link) };
}

function hashOf(link: string): Buffer {
  return createHash("sha256").update(link).digest();
}
