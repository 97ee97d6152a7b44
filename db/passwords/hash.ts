import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { WaitingLine } from "@/db/connection/waiting-line";
import { normalizeText } from "@/lib/text";

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB of memory, 2 iterations, 1 degree of parallelism. */
const ARGON2 = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** One core is left for requests. Each hash takes a whole one for 20 to 50 ms. */
const hashing = new WaitingLine(Math.max(1, availableParallelism() - 1));

/** Hashes a password for storage, normalized, because keyboards encode the same characters differently. */
export function hashPassword(password: string): Promise<string> {
  const normalized = normalizeText(password, "NFKC");
  return hashing.run(() => hash(normalized, ARGON2));
}

/** Whether a password matches a hash. Without a hash, it takes the same time and returns false. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const stored = passwordHash ?? (await dummyHash);
  const normalized = normalizeText(password.slice(0, MAX_LENGTH), "NFKC");
  const matches = await hashing.run(() => verify(stored, normalized));
  return matches && passwordHash !== null;
}

const MAX_LENGTH = 1024;
const dummyHash = hashPassword("no account has this password");
