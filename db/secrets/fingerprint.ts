import { hkdfSync } from "node:crypto";
import type pg from "pg";

/** A key of its own, so that it shows nothing of the keys for sessions and links. */
export function fingerprintOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "usher/fingerprint", 16));
}

/** Reads the fingerprint of the secret with which a process has started last; null if none has. */
export async function readFingerprint(client: pg.Client): Promise<Buffer | null> {
  const { rows } = await client.query<Row>("select fingerprint from secret_fingerprint");
  return rows[0]?.fingerprint ?? null;
}

/** Stores the fingerprint of the secret with which this process has started. */
export async function storeFingerprint(client: pg.Client, fingerprint: Buffer): Promise<void> {
  await client.query(
    `insert into secret_fingerprint (fingerprint) values ($1)
    on conflict (is_only) do update set fingerprint = excluded.fingerprint`,
    [fingerprint],
  );
}

type Row = { readonly fingerprint: Buffer };
