import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { isValid, type Session } from "@/db/sessions/session";
import type { Credentials } from "./find-account";

const deviceRow = z.object({ userId: z.string(), passwordMark: z.string() });

/** A browser in which an account has signed in, and a value derived from its password at that time. From a signed cookie. */
export type Device = { readonly id: string; readonly userId: string; readonly passwordMark: string };

/** @returns a new device for the browser of a session; null if the session has ended */
export async function newDevice({ db, session }: { db: Database; session: Session }): Promise<Device | null> {
  // One statement: a new password ends the sessions that began with the old one.
  const [row] = await rowsOf(db, deviceRow)`
    select u.id as "userId", ${passwordMark} as "passwordMark"
    from users u
    where ${isValid(session, sql`u`)} and u.password_hash is not null`;
  return row ? { ...row, id: randomUUID() } : null;
}

/** Whether the device belongs to the account of this username, and its password is still the same. */
export async function isDeviceOf(
  db: Database,
  device: Device,
  { root, username }: Pick<Credentials, "root" | "username">,
): Promise<boolean> {
  const [found] = await db.execute(sql`
    select
    from users u
    join organizations root on root.id = u.root_id
    where u.id = ${device.userId}
      and ${passwordMark} = ${device.passwordMark}
      and root.handle = ${root}
      and u.username = ${username}`);
  return found !== undefined;
}

/** Changes when user `u` changes the password, but reveals nothing about it, because the stored hash is salted. */
const passwordMark: SQL = sql`left(encode(sha256(convert_to(u.password_hash, 'UTF8')), 'hex'), 32)`;
