import { hkdfSync } from "node:crypto";
import type pg from "pg";

/** What the process has that started last. */
type SharedSettings = {
  readonly fingerprint: Buffer;
  /** Null after a process of a version that didn't store it. */
  readonly baseUrl: string | null;
};

/** A key of its own, so that it shows nothing of the keys for sessions and links. */
export function fingerprintOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "usher/fingerprint", 16));
}

/** Reads what the process has that started last; null if none has. */
export async function readSharedSettings(client: pg.Client): Promise<SharedSettings | null> {
  const { rows } = await client.query<SharedSettings>(
    `select fingerprint, base_url as "baseUrl" from secret_fingerprint`,
  );
  return rows[0] ?? null;
}

/** Stores what this process has, which has started. Writes nothing if it is the same. */
export async function storeSharedSettings(
  client: pg.Client,
  { fingerprint, baseUrl }: SharedSettings,
): Promise<void> {
  await client.query(
    `insert into secret_fingerprint as last (fingerprint, base_url) values ($1, $2)
    on conflict (is_only) do update set fingerprint = excluded.fingerprint, base_url = excluded.base_url
    where (last.fingerprint, last.base_url) is distinct from (excluded.fingerprint, excluded.base_url)`,
    [fingerprint, baseUrl],
  );
}
