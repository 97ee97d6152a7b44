import { z } from "zod";
import { record } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database, Transaction } from "@/db/client";
import { Forbidden, Limited, type Refusal } from "@/db/errors";
import { forgetPasswordTries, takePasswordTry } from "@/db/limits/account-tries";
import { consume } from "@/db/limits/limits";
import { isPassword } from "@/db/passwords/hash";
import { rowsOf } from "@/db/rows";
import { type Device, isDeviceOf } from "@/db/sessions/device";
import { endReplacedSession, endSurplusSessions } from "@/db/sessions/end";
import type { Session } from "@/db/sessions/session";
import { cutText } from "@/lib/text";
import {
  type Account,
  accountKey,
  type Credentials,
  findAccount,
  findExisting,
  sanitizeCredentials,
} from "./find-account";

const sessionRow = z.object({ id: z.string(), userId: z.string() });

type SignInInput = Credentials & { readonly password: string };

type SignIn = {
  readonly db: Database;
  readonly input: SignInInput;
  readonly address: string;
  /** As the browser sent it. */
  readonly userAgent: string;
  /** The browser, if an account has signed in from it before. Trusted, because the cookie is signed. */
  readonly device?: Device | null;
  /** The browser's current session, which ends. */
  readonly replaces?: Session | null;
};

/**
 * Signs in at an organization, as one of its members or as someone who can switch to it from an ancestor. An unknown user, a
 * wrong password, a disabled account and an inactive organization get the same error after the same work.
 * @returns the content of the session cookie
 * @throws Forbidden if the credentials are wrong; Limited after too many attempts for the account or from the network
 */
export async function signIn(call: SignIn): Promise<Session> {
  const { db, address } = call;
  const input = sanitizeCredentials(call.input);
  const device = call.device && (await isDeviceOf(db, call.device, input)) ? call.device : null;
  const attempt = { db, account: accountKey(input), address, device };
  try {
    await takePasswordTry(attempt);
    const account = await findAccount(db, input);
    const isRight = await isPassword(account?.passwordHash ?? null, input.password);
    // Each sign-in is an event in the audit log, and right passwords don't count toward the other limits.
    if (isRight) await consume(db, "sign-ins-of-account", attempt.account);
    const session = account && isRight && (await beginSession(call, input, account));
    if (!session) throw new Forbidden({ code: "wrong-credentials" });
    await forgetPasswordTries(attempt);
    return session;
  } catch (error) {
    if (error instanceof Forbidden || error instanceof Limited) await recordFailure(call, input, error);
    throw error;
  }
}

/**
 * Inserts the session, unless the account was disabled or got a new password in the meantime. Because of the lock, such a
 * change waits until the session is committed, and then ends it, too.
 */
async function beginSession(
  call: SignIn,
  input: SignInInput,
  account: Account,
): Promise<Session | undefined> {
  const userAgent = cutText(call.userAgent, 300).replaceAll("\0", "");
  return await call.db.transactionInTurn({ accountId: account.id }, async (tx) => {
    const [session] = await rowsOf(tx, sessionRow)`
      with owner as (
        select id
        from users
        where id = ${account.id} and disabled_at is null and password_hash = ${account.passwordHash}
        for share
      )
      insert into sessions (user_id, address, user_agent)
      select id, ${call.address}, ${userAgent} from owner
      returning id, user_id as "userId"`;
    if (!session) return undefined;
    await recordSignIn(tx, call, input, account);
    if (call.replaces) await endReplacedSession(tx, { session: call.replaces, address: call.address });
    await endSurplusSessions(tx, { session, address: call.address });
    return session;
  });
}

async function recordSignIn(
  tx: Transaction,
  { address }: SignIn,
  { organizationId, username }: SignInInput,
  { id, managingOrganizationId }: Account,
): Promise<void> {
  const actingFromId = otherThan(organizationId, managingOrganizationId);
  const cause = { organizationId, actorId: id, actorName: username, actingFromId, address };
  await record(tx, cause, { action: "sessions.create", subject: { id, name: username } });
}

/** Records a failed attempt at an existing organization. Leaves out the username unless an account has it. */
async function recordFailure({ db, address }: SignIn, input: SignInInput, refusal: Refusal): Promise<void> {
  const existing = await findExisting(db, input);
  if (!existing) return;
  const { organizationId, userId, username, managingOrganizationId } = existing;
  const actingFromId = otherThan(organizationId, managingOrganizationId);
  const cause = { organizationId, actorId: null, actorName: null, actingFromId, address };
  const subject = { id: userId, name: username };
  await recordRefusal(db, cause, { action: "sessions.create", subject }, refusal);
}

/**
 * The organization that manages an account, if the sign-in page is another one's. As the one that somebody acts from, it
 * has the event in its audit log, too.
 */
function otherThan(organizationId: string, managingOrganizationId: string | null): string | null {
  return managingOrganizationId === organizationId ? null : managingOrganizationId;
}
