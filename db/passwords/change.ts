import { sql } from "drizzle-orm";
import { lockRights } from "@/db/access/rights-lock";
import { type Cause, record } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { Forbidden, Invalid, Limited } from "@/db/errors";
import { forgetPasswordTries, takePasswordTry } from "@/db/limits/account-tries";
import { consume } from "@/db/limits/limits";
import { notifyAccounts } from "@/db/notices/notify-accounts";
import { hashPassword, isPassword } from "@/db/passwords/hash";
import { passwordProblem } from "@/db/passwords/rules";
import { type Device, isDeviceOf } from "@/db/sessions/device";
import { accountKey } from "@/db/sessions/find-account";
import { isValid, type Session } from "@/db/sessions/session";
import { findMe, type Me } from "@/db/users/find-me";

type ChangePassword = {
  readonly db: Database;
  readonly session: Session;
  readonly input: { readonly current: string; readonly password: string };
  readonly address: string;
  /** The browser, where this account has signed in from it before. */
  readonly device?: Device | null;
};

/**
 * Changes one's own password. All other sessions end, and a link by which the password could be set is dead. The account is
 * notified. Guesses at the current one are counted with those at the sign-in page.
 * @throws Invalid, at the field `current`, for a wrong one, or at `password` for one that is too short, too long or
 * common; Limited after too many guesses; Forbidden when the session has ended
 */
export async function changePassword(call: ChangePassword): Promise<void> {
  const { db, session, input, address } = call;
  const me = await requireMe(db, session);
  const before = await passwordHashOf(db, me);
  try {
    await consume(db, "passwords-judged", me.id); // judging takes time: each try counts
    requireStrong(input.password, me);
    await requireCurrent(call, me, before);
  } catch (error) {
    if (error instanceof WrongPassword || error instanceof Limited) {
      const event = { action: "passwords.change", subject: { id: me.id, name: me.username } } as const;
      await recordRefusal(db, causeOf(me, address), event, error);
    }
    throw error;
  }
  const passwordHash = await hashPassword(input.password);
  await db.transaction(async (tx) => {
    await lockRights(tx, { revoked: [me.id] });
    const [changed] = await tx.execute(sql`
      update users u set password_hash = ${passwordHash}
      where ${isValid(session, sql`u`)} and u.password_hash = ${before} returning u.id`);
    if (!changed) throw new Forbidden(ENDED);
    // Statements of their own: they see the session of whoever signed in while the one above waited for them.
    await tx.execute(sql`delete from sessions where user_id = ${me.id} and id <> ${session.id}`);
    await tx.execute(sql`delete from password_links where user_id = ${me.id}`);
    await notifyAccounts(tx, sql`u.id = ${me.id}`, { kind: "password-changed" });
    await record(tx, causeOf(me, address), {
      action: "passwords.change",
      subject: { id: me.id, name: me.username },
    });
  });
}

const ENDED = "You have been signed out meanwhile. Sign in again.";
class WrongPassword extends Invalid {}
const WRONG = "This is not your current password.";

async function requireCurrent(
  { db, input, address, device }: ChangePassword,
  { managedBy, username }: Me,
  passwordHash: string | null,
): Promise<void> {
  const claim = { root: managedBy.handle, username };
  const isOwn = device && (await isDeviceOf(db, device, claim));
  const attempt = { db, account: accountKey(claim), address, device: isOwn ? device : null };
  await takePasswordTry(attempt);
  if (!(await isPassword(passwordHash, input.current))) throw new WrongPassword(WRONG, { current: WRONG });
  await forgetPasswordTries(attempt);
}

function requireStrong(password: string, me: Me): void {
  const problem = passwordProblem(password, { ...me, organizationName: me.managedBy.name });
  if (problem) throw new Invalid(problem, { password: problem });
}

async function requireMe(db: Database, session: Session): Promise<Me> {
  const me = await findMe({ db, session });
  if (!me) throw new Forbidden(ENDED);
  return me;
}

async function passwordHashOf(db: Database, { id }: Me): Promise<string | null> {
  const [row] = await db.execute<{ passwordHash: string | null }>(
    sql`select password_hash as "passwordHash" from users where id = ${id}`,
  );
  return row?.passwordHash ?? null;
}

function causeOf({ managedBy, id, username }: Me, address: string): Cause {
  return { organizationId: managedBy.id, actorId: id, actorName: username, actingFromId: null, address };
}
