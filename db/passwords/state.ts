import { sql } from "drizzle-orm";
import { Forbidden } from "@/db/errors";
import { dateOf } from "@/db/lists/read-list";
import { can, type RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";

export type PasswordState = {
  /** Whether the account ever had a password. */
  readonly everSet: boolean;
  /** The link that waits to be sent or used; null where none was asked for, or it has been used. */
  readonly link: {
    readonly mail: { readonly state: "waiting" | "sent" | "failed"; readonly error: string | null };
    readonly sentAt: Date | null;
    readonly expiresAt: Date | null;
  } | null;
};

type Row = {
  everSet: boolean;
  link: {
    state: "waiting" | "sent" | "failed";
    error: string | null;
    sentAt: string | null;
    expiresAt: string | null;
  } | null;
};

/**
 * How an account that this organization manages stands with its password; null for one that it does not manage.
 * @throws Forbidden without users.view
 */
export async function findPasswordState(call: {
  ctx: RequestContext;
  userId: string;
}): Promise<PasswordState | null> {
  const { ctx, userId } = call;
  if (!can(ctx, "users.view")) throw new Forbidden();
  if (!isUuid(userId)) return null;
  const [row] = await ctx.db.execute<Row>(sql`
    select u.password_hash is not null as "everSet",
      (select json_build_object('state', l.email_state, 'error', l.email_error, 'sentAt', l.sent_at, 'expiresAt', l.expires_at)
        from password_links l where l.user_id = u.id) as link
    from users u where u.id = ${userId} and u.managing_organization_id = ${ctx.organization.id}`);
  if (!row) return null;
  const { everSet, link } = row;
  return {
    everSet,
    link: link && {
      mail: { state: link.state, error: link.error },
      sentAt: dateOf(link.sentAt),
      expiresAt: dateOf(link.expiresAt),
    },
  };
}
