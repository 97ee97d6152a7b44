import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { beginLinkDelivery } from "@/db/passwords/deliver-link";
import { findPasswordLink } from "@/db/passwords/find-link";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import { signIn } from "@/db/sessions/sign-in";
import { keys } from "@/db/testing/link-keys";
import { uuids } from "@/db/uuid";
import type { OrganizationKey, Person, Scenario } from "./scenario";

const ADDRESS = "192.0.2.1";

/** A password that no user has before a test sets it. */
export const NEW_PASSWORD = "gravel tulip monday orbit";

/** Hashes a password so that checking it takes no time: the hash tells argon2 how much work to do. */
export function cheapHash(password: string): Promise<string> {
  return hash(password, { algorithm: 2, memoryCost: 8, timeCost: 1, parallelism: 1 });
}

const hashOfUnknown = cheapHash(randomUUID());

/** Gives accounts an unknown password, so that they count as accounts that can sign in. */
export async function givePassword(db: Database, ...userIds: readonly string[]): Promise<void> {
  await db.execute(
    sql`update users set password_hash = ${await hashOfUnknown} where id = any(${uuids(userIds)})`,
  );
}

/** Requests a password link and sends it. @returns the content of the email */
export async function sentLink(scenario: Scenario, person: Person) {
  const { db } = scenario;
  const userId = scenario.userId(person);
  await db.transaction((tx) => queuePasswordLink(tx, userId));
  const sending = await beginLinkDelivery({ db, keys, userId });
  if (!sending || "deferReason" in sending) throw new Error(`Nothing was sent to ${person}.`);
  return { ...sending, use: { db, link: sending.link, password: NEW_PASSWORD, address: ADDRESS } };
}

/** The state of a password link. */
export async function linkState(scenario: Scenario, link: unknown) {
  return (await findPasswordLink({ db: scenario.db, link })).state;
}

/** Whether the user can sign in with this password. */
export async function signsIn(
  scenario: Scenario,
  person: Person,
  organization: OrganizationKey,
  password: string,
): Promise<boolean> {
  const input = {
    root: scenario.handle,
    organizationId: scenario.organizations[organization].id,
    username: person,
    password,
  };
  const attempt = signIn({ db: scenario.db, address: ADDRESS, userAgent: "a browser", input });
  return attempt.then(
    () => true,
    () => false,
  );
}

export async function passwordHashOf(scenario: Scenario, person: Person): Promise<string | null> {
  const [row] = await scenario.db.execute<{ hash: string | null }>(
    sql`select password_hash as hash from users where id = ${scenario.userId(person)}`,
  );
  return row?.hash ?? null;
}
