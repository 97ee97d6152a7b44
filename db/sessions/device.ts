import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { isValid, type Session } from "@/db/sessions/session";
import type { Credentials } from "./find-account";

/** A browser in which an account has signed in with the password that it had then, as its signed cookie says. */
export type Device = { readonly id: string; readonly userId: string; readonly passwordMark: string };

/** The browser of a session as a new device of its account; null when the session has ended. */
export async function newDevice({ db, session }: { db: Database; session: Session }): Promise<Device | null> {
  // One statement: a new password ends the sessions that began with the old one.
  const [found] = await db.execute<Omit<Device, "id">>(sql`
    select u.id as "userId", ${passwordMark} as "passwordMark" from users u
    where ${isValid(session, sql`u`)} and u.password_hash is not null`);
  return found ? { ...found, id: randomUUID() } : null;
}

/** Whether the device is one of the account of this name and has its password. @param claim as `readable` leaves it */
export async function isOfDevice(
  db: Database,
  device: Device,
  { root, username }: Pick<Credentials, "root" | "username">,
): Promise<boolean> {
  const [found] = await db.execute(sql`
    select from users u join organizations r on r.id = u.root_id
    where u.id = ${device.userId} and ${passwordMark} = ${device.passwordMark} and r.handle = ${root} and u.username = ${username}`);
  return found !== undefined;
}

/** Tells passwords of a user `u` apart and nothing else: what is stored of a password is salted. */
const passwordMark: SQL = sql`left(encode(sha256(convert_to(u.password_hash, 'UTF8')), 'hex'), 32)`;
