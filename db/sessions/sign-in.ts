import { sql } from "drizzle-orm";
import { record } from "@/db/audit/record";
import type { Database, Transaction } from "@/db/client";
import { Forbidden, Limited } from "@/db/errors";
import { consume, forget, giveBack } from "@/db/limits/limits";
import { isPassword } from "@/db/passwords/hash";
import { type Account, accountKey, type Claim, findAccount, readable } from "@/db/sessions/account";
import { SESSION_DAYS, type Session } from "@/db/sessions/session";

type SignInInput = Claim & { readonly password: string };

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
  const key = accountKey(input);
  try {
    // Taken before the password is looked at, so that tries at once are counted like tries one after another.
    await consume(db, "sign-in-address", address);
    await consume(db, "sign-in-account", key);
    const account = await findAccount(db, input);
    const right = await isPassword(account?.passwordHash ?? null, input.password);
    const session = account && right && (await beginSession(call, input, account));
    if (!session) throw new Forbidden("Username or password is wrong.");
    await Promise.all([forget(db, "sign-in-account", key), giveBack(db, "sign-in-address", address)]);
    return session;
  } catch (error) {
    if (error instanceof Forbidden || error instanceof Limited)
      await recordSignIn(db, call, input, "refused", null);
    throw error;
  }
}

/**
 * Where one signed in longer ago than a session holds is forgotten. Undefined when the account was disabled, or its
 * password changed, since it was looked at: the lock makes whoever does that wait, and then end this session, too.
 */
async function beginSession(
  call: SignIn,
  input: SignInInput,
  account: Account,
): Promise<Session | undefined> {
  const userAgent = call.userAgent.slice(0, 300).replaceAll("\0", "");
  return await call.db.transaction(async (tx) => {
    const [session] = await tx.execute<Session>(sql`
      with over as (
        delete from sessions where user_id = ${account.id} and created_at <= now() - make_interval(days => ${SESSION_DAYS})
      ),
      owner as (
        select id from users
        where id = ${account.id} and disabled_at is null and password_hash = ${account.passwordHash}
        for share
      )
      insert into sessions (user_id, address, user_agent)
      select id, ${call.address}, ${userAgent} from owner
      returning id, user_id as "userId"`);
    if (session) await recordSignIn(tx, call, input, "done", session.userId);
    return session;
  });
}

async function recordSignIn(
  db: Transaction,
  call: { address: string },
  input: SignInInput,
  outcome: "done" | "refused",
  actorId: string | null,
): Promise<void> {
  if (!input.organizationId) return;
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
