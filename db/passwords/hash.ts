import { hash, verify } from "@node-rs/argon2";
import { normalizeText } from "@/lib/text";

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB of memory, 2 iterations, 1 degree of parallelism. */
const ARGON2 = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What is stored of a password. Characters that look the same are the same, whichever keyboard they come from. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalizeText(password, "NFKC"), ARGON2);
}

/** Whether it is the password of this hash. Without a hash the answer is no, after the same work. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await verify(
    passwordHash ?? (await dummyHash),
    normalizeText(password.slice(0, LONGEST_READ), "NFKC"),
  );
  return right && passwordHash !== null;
}

const LONGEST_READ = 1024;
const dummyHash = hashPassword("no account has this password");
