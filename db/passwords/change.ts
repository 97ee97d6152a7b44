import { and, eq, ne, sql } from "drizzle-orm";
import { accountRights, lockRights } from "@/db/access/rights-lock";
import { type Cause, record } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { Forbidden, Invalid, Limited } from "@/db/errors";
import { forgetPasswordTries, takePasswordTry } from "@/db/limits/account-tries";
import { consume, consumeAll } from "@/db/limits/limits";
import { notifyAccounts } from "@/db/notices/notify-accounts";
import { hashPassword, isPassword } from "@/db/passwords/hash";
import { passwordProblem } from "@/db/passwords/rules";
import { passwordLinks, sessions, users } from "@/db/schema";
import { type Device, isDeviceOf } from "@/db/sessions/device";
import { accountKey } from "@/db/sessions/find-account";
import { isValid, type Session } from "@/db/sessions/session";
import { ownNoticeCosts } from "@/db/users/account-limits";
import { findMe, type Me } from "@/db/users/find-me";

type ChangePassword = {
  readonly db: Database;
  readonly session: Session;
  readonly input: { readonly current: string; readonly password: string };
  readonly address: string;
  /** The browser, if this account has signed in from it before. */
  readonly device?: Device | null;
};

/**
 * Changes the password of the session's account. Ends its other sessions, invalidates its password link and notifies it.
 * Wrong current passwords count like failed sign-ins.
 * @throws Invalid at `current` for a wrong password, and at `password` for one that is too short, too long or common;
 * Limited after too many attempts; Forbidden if the session has ended
 */
export async function changePassword(call: ChangePassword): Promise<void> {
  const { db, session, input, address } = call;
  const me = await requireMe(db, session);
  const currentHash = await findPasswordHash(db, me);
  try {
    await consume(db, "passwords-judged", me.id); // checking a password takes time, so each attempt counts
    requireStrong(input.password, me);
    await requireCurrent(call, me, currentHash);
    await consumeAll(db, ownNoticeCosts(me, me.managedBy.handle));
  } catch (error) {
    if (error instanceof WrongPassword || error instanceof Limited) {
      const event = { action: "passwords.change", subject: { id: me.id, name: me.username } } as const;
      await recordRefusal(db, causeOf(me, address), event, error);
    }
    throw error;
  }
  const passwordHash = await hashPassword(input.password);
  await db.transactionInTurn({ accountId: session.userId }, async (tx) => {
    await lockRights(tx, { revoked: [accountRights(me.id)] });
    const [changed] = await tx.execute(sql`
      update users u
      set password_hash = ${passwordHash}
      where ${isValid(session, sql`u`)} and u.password_hash = ${currentHash}
      returning u.id`);
    if (!changed) throw new Forbidden({ code: "signed-out-meanwhile" });
    // Separate statements, so that they see sessions that were created while the one above waited.
    await tx.delete(sessions).where(and(eq(sessions.userId, me.id), ne(sessions.id, session.id)));
    await tx.delete(passwordLinks).where(eq(passwordLinks.userId, me.id));
    await notifyAccounts(tx, sql`u.id = ${me.id}`, { kind: "password-changed" });
    await record(tx, causeOf(me, address), {
      action: "passwords.change",
      subject: { id: me.id, name: me.username },
    });
  });
}

class WrongPassword extends Invalid {}

async function requireCurrent(
  { db, input, address, device }: ChangePassword,
  { managedBy, username }: Me,
  passwordHash: string | null,
): Promise<void> {
  const account = { root: managedBy.handle, username };
  const isKnown = device && (await isDeviceOf(db, device, account));
  const attempt = { db, account: accountKey(account), address, device: isKnown ? device : null };
  await takePasswordTry(attempt);
  if (!(await isPassword(passwordHash, input.current)))
    throw new WrongPassword({ current: { code: "wrong-password" } });
  await forgetPasswordTries(attempt);
}

function requireStrong(password: string, me: Me): void {
  const problem = passwordProblem(password, { ...me, organizationName: me.managedBy.name });
  if (problem) throw new Invalid({ password: problem });
}

async function requireMe(db: Database, session: Session): Promise<Me> {
  const me = await findMe({ db, session });
  if (!me) throw new Forbidden({ code: "signed-out-meanwhile" });
  return me;
}

async function findPasswordHash(db: Database, { id }: Me): Promise<string | null> {
  const [row] = await db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, id));
  return row?.passwordHash ?? null;
}

function causeOf({ managedBy, id, username }: Me, address: string): Cause {
  return { organizationId: managedBy.id, actorId: id, actorName: username, actingFromId: null, address };
}
