import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { NoticeKind } from "@/db/notices/find";
import { enqueue } from "@/db/queue/enqueue";
import type { Actor } from "@/db/request-context";

type Notice = {
  readonly kind: NoticeKind;
  /** Required if it can be someone other than the account's user. */
  readonly actor?: Pick<Actor, "id" | "name" | "username">;
};

/**
 * Enqueues an email to each of the accounts about a change to it. Call it in the transaction of the change, and before the
 * address is removed or changed. Accounts without an address get no email.
 * @param accounts a condition on users u
 */
export async function notifyAccounts(tx: Transaction, accounts: SQL, { kind, actor }: Notice): Promise<void> {
  const isOther = sql`u.id <> ${actor?.id ?? null}::uuid`;
  await tx.execute(sql`
    with notices as (
      insert into account_notices (
        kind, email, name, username, organization_id, organization_name, actor_name, actor_username
      )
      select
        ${kind}::account_notice_kind,
        u.email,
        u.name,
        u.username,
        o.id,
        o.name,
        case when ${isOther} then ${actor?.name ?? null} end,
        case when ${isOther} then ${actor?.username ?? null} end
      from users u
      join organizations o on o.id = u.managing_organization_id
      where u.email is not null and ${accounts}
      returning id
    )
    ${enqueue(
      "send-account-notice",
      { noticeId: sql`id` },
      { key: sql`'account-notice:' || id`, from: sql`notices` },
    )}`);
}

/** A condition on users u. */
export const isSignedIn: SQL = sql`exists (select from sessions s where s.user_id = u.id)`;
