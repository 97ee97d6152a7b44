import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { hashPassword } from "@/db/passwords/hash";
import { readPasswordLink } from "@/db/passwords/find-link";
import { requestPasswordLink } from "@/db/passwords/queue-link";
import { beginSendingLink } from "@/db/passwords/deliver-link";
import { signIn } from "@/db/sessions/sign-in";
import { keys } from "@/db/testing/link-keys";
import type { Person, OrganizationKey, World } from "./scenario";
import { uuids } from "@/db/uuid";

const ADDRESS = "192.0.2.1";

/** A password that nobody has before a test sets it. */
export const NEW_PASSWORD = "gravel tulip monday orbit";

const hashOfUnknown = hashPassword(randomUUID());

/** Gives accounts a password that nobody knows, so that they count as able to sign in. */
export async function givePassword(db: Database, ...userIds: readonly string[]): Promise<void> {
  await db.execute(
    sql`update users set password_hash = ${await hashOfUnknown} where id = any(${uuids(userIds)})`,
  );
}

/** Asks for a password link and sends it: what is in the mail. */
export async function sentLink(world: World, person: Person) {
  const { db } = world;
  const userId = world.userId(person);
  await db.transaction((tx) => requestPasswordLink(tx, userId));
  const sending = await beginSendingLink({ db, keys, userId });
  if (!sending || "held" in sending) throw new Error(`Nothing was sent to ${person}.`);
  return { ...sending, use: { db, link: sending.link, password: NEW_PASSWORD, address: ADDRESS } };
}

/** What a link leads to. */
export async function linkState(world: World, link: unknown) {
  return (await readPasswordLink({ db: world.db, link })).state;
}

/** Whether somebody can sign in with this password. */
export async function signsIn(
  world: World,
  person: Person,
  place: OrganizationKey,
  password: string,
): Promise<boolean> {
  const input = {
    root: world.handle,
    organizationId: world.places[place].id,
    username: person,
    password,
  };
  const tried = signIn({ db: world.db, address: ADDRESS, userAgent: "a browser", input });
  return tried.then(
    () => true,
    () => false,
  );
}

export async function passwordHashOf(world: World, person: Person): Promise<string | null> {
  const [row] = await world.db.execute<{ hash: string | null }>(
    sql`select password_hash as hash from users where id = ${world.userId(person)}`,
  );
  return row?.hash ?? null;
}
