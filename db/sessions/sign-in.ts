import { hash, verify } from "@node-rs/argon2";
import { sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import { record } from "@/db/audit/record";
import type { Database } from "@/db/client";
import { Forbidden, Limited } from "@/db/errors";
import { consume, forget, giveBack } from "@/db/limits/limits";
import { SESSION_DAYS, type Session } from "@/db/sessions/session";
import { isUsername, normalizeUsername } from "@/db/users/username";
import { isUuid } from "@/db/uuid";

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB of memory, 2 iterations, 1 degree of parallelism. */
const ARGON2 = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2);
}

const dummyHash = hashPassword("no account has this password");

export type SignInInput = {
  readonly root: string;
  readonly organizationId: string;
  readonly username: string;
  readonly password: string;
};

type SignIn = {
  readonly db: Database;
  readonly input: SignInInput;
  readonly address: string;
  /** The browser's own word for itself. */
  readonly userAgent: string;
};

/**
 * Signs in at an organization of which one is a member, or into which one may switch from above. Unknown user, wrong
 * password, disabled account and inactive organization get one answer after one and the same work.
 * @returns what the session cookie carries
 * @throws Forbidden for a wrong try, Limited after too many for the account or the address
 */
export async function signIn(call: SignIn): Promise<Session> {
  const { db, address } = call;
  const input = readable(call.input);
  const account = `${input.root}/${input.username}`;
  try {
    // Taken before the password is looked at, so that tries at once are counted like tries one after another.
    await consume(db, "sign-in-address", address);
    await consume(db, "sign-in-account", account);
    const found = await findAccount(db, input);
    const right = await verify(found?.passwordHash ?? (await dummyHash), input.password.slice(0, 1024));
    if (!found || !right) throw new Forbidden("Username or password is wrong.");
    await forget(db, "sign-in-account", account);
    await giveBack(db, "sign-in-address", address);
    await recordSignIn(db, call, input, "done", found.id);
    return await beginSession(call, found.id);
  } catch (error) {
    if (error instanceof Forbidden || error instanceof Limited)
      await recordSignIn(db, call, input, "refused", null);
    throw error;
  }
}

/** Where one signed in longer ago than a session holds is forgotten. */
async function beginSession({ db, address, userAgent }: SignIn, userId: string): Promise<Session> {
  const [session] = await db.execute<{ id: string }>(sql`
    with over as (
      delete from sessions where user_id = ${userId} and created_at <= now() - make_interval(days => ${SESSION_DAYS})
    )
    insert into sessions (user_id, address, user_agent)
    values (${userId}, ${address}, ${userAgent.replaceAll("\0", "").slice(0, 300)})
    returning id`);
  if (!session) throw new Error("An insert with returning answers with its row.");
  return { id: session.id, userId };
}

/** What can be no handle and no username is nobody's, and must not reach the database as it is. */
function readable(input: SignInInput): SignInInput {
  const username = normalizeUsername(input.username);
  return {
    ...input,
    root: /^[a-z0-9-]{1,63}$/.test(input.root) ? input.root : "",
    username: isUsername(username) ? username : "",
  };
}

type Account = { id: string; passwordHash: string };

async function findAccount(db: Database, input: SignInInput): Promise<Account | undefined> {
  if (!isUuid(input.organizationId) || input.username.includes("\0") || input.root.includes("\0"))
    return undefined;
  const [account] = await db.execute<Account>(sql`
    select u.id, u.password_hash as "passwordHash"
    from organizations root
    join organizations o on o.root_id = root.id and o.id = ${input.organizationId}
    join users u on u.root_id = root.id and u.username = ${input.username}
    where root.handle = ${input.root} and u.disabled_at is null and u.password_hash is not null and ${isActive(sql`o.path`)}
      and exists (
        select from memberships m
        where m.user_id = u.id and m.organization_id = any(o.path) and (m.organization_id = o.id or exists (
          select from membership_groups mg
          join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
          join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
          where mg.organization_id = m.organization_id and mg.user_id = m.user_id
            and (r.is_administrator or 'organizations.enter' = any(r.permissions)))))`);
  return account;
}

async function recordSignIn(
  db: Database,
  call: { input: SignInInput; address: string },
  input: SignInInput,
  outcome: "done" | "refused",
  actorId: string | null,
): Promise<void> {
  if (!isUuid(input.organizationId)) return;
  await record(
    db,
    {
      organizationId: input.organizationId,
      actorId,
      actorName: actorId && input.username,
      actingFromId: null,
      address: call.address,
    },
    {
      action: "sessions.create",
      outcome,
      subject: { id: actorId, name: input.username },
    },
  );
}
