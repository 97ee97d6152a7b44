import { sql } from "drizzle-orm";
import { record } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database, Transaction } from "@/db/client";
import { Forbidden, Limited, type Refusal } from "@/db/errors";
import { forgetPasswordTries, takePasswordTry } from "@/db/limits/account-tries";
import { isPassword } from "@/db/passwords/hash";
import { type Device, isOfDevice } from "@/db/sessions/device";
import { endReplaced, endSurplus } from "@/db/sessions/end";
import type { Session } from "@/db/sessions/session";
import { type Account, accountKey, type Credentials, findAccount, findKnown, readable } from "./find-account";

type SignInInput = Credentials & { readonly password: string };

type SignIn = {
  readonly db: Database;
  readonly input: SignInInput;
  readonly address: string;
  /** The browser's own word for itself. */
  readonly userAgent: string;
  /** The account that has signed in from this browser before; believed, because its cookie is signed. */
  readonly device?: Device | null;
  /** The session that the browser has until now: the new one takes its place. */
  readonly replaces?: Session | null;
};

/**
 * Signs in at an organization of which one is a member, or into which one may switch from above. Unknown user, wrong
 * password, disabled account and inactive organization get one answer after one and the same work.
 * @returns what the session cookie carries
 * @throws Forbidden for a wrong try, Limited after too many for the account or from the network
 */
export async function signIn(call: SignIn): Promise<Session> {
  const { db, address } = call;
  const input = readable(call.input);
  const device = call.device && (await isOfDevice(db, call.device, input)) ? call.device : null;
  const attempt = { db, account: accountKey(input), address, device };
  try {
    await takePasswordTry(attempt);
    const account = await findAccount(db, input);
    const right = await isPassword(account?.passwordHash ?? null, input.password);
    const session = account && right && (await beginSession(call, input, account));
    if (!session) throw new Forbidden("Username or password is wrong.");
    await forgetPasswordTries(attempt);
    return session;
  } catch (error) {
    if (error instanceof Forbidden || error instanceof Limited) await recordWrongTry(call, input, error);
    throw error;
  }
}

/**
 * Undefined when the account was disabled, or its password changed, since it was looked at: the lock makes whoever does
 * that wait, and then end this session, too.
 */
async function beginSession(
  call: SignIn,
  input: SignInInput,
  account: Account,
): Promise<Session | undefined> {
  const userAgent = call.userAgent.slice(0, 300).replaceAll("\0", "");
  return await call.db.transaction(async (tx) => {
    const [session] = await tx.execute<Session>(sql`
      with owner as (
        select id from users
        where id = ${account.id} and disabled_at is null and password_hash = ${account.passwordHash}
        for share
      )
      insert into sessions (user_id, address, user_agent)
      select id, ${call.address}, ${userAgent} from owner
      returning id, user_id as "userId"`);
    if (!session) return undefined;
    await recordSignIn(tx, call, input, session);
    if (call.replaces) await endReplaced(tx, { session: call.replaces, address: call.address });
    await endSurplus(tx, { session, address: call.address });
    return session;
  });
}

async function recordSignIn(
  tx: Transaction,
  { address }: SignIn,
  { organizationId, username }: SignInInput,
  { userId }: Session,
): Promise<void> {
  const cause = { organizationId, actorId: userId, actorName: username, actingFromId: null, address };
  await record(tx, cause, { action: "sessions.create", subject: { id: userId, name: username } });
}

/** At an organization that exists below this root; what was typed only where it is the name of an account there. */
async function recordWrongTry({ db, address }: SignIn, input: SignInInput, refusal: Refusal): Promise<void> {
  const known = await findKnown(db, input);
  if (!known) return;
  const { organizationId, userId, username } = known;
  const cause = { organizationId, actorId: null, actorName: null, actingFromId: null, address };
  const subject = { id: userId, name: username };
  await recordRefusal(db, cause, { action: "sessions.create", subject }, refusal);
}
