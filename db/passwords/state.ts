import { sql } from "drizzle-orm";
import { Forbidden } from "@/db/errors";
import { dateOf } from "@/db/lists/read-list";
import { can, type RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";

export type PasswordState = {
  /** Whether the account has a password. */
  readonly everSet: boolean;
  /** The link that hasn't been used yet; null if there is none. */
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
 * @returns whether an account has a password, and its pending link; null if this organization doesn't manage the account
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
    select
      u.password_hash is not null as "everSet",
      (
        select json_build_object(
          'state', l.email_state, 'error', l.email_error, 'sentAt', l.sent_at, 'expiresAt', l.expires_at
        )
        from password_links l
        where l.user_id = u.id
      ) as link
    from users u
    where u.id = ${userId} and u.managing_organization_id = ${ctx.organization.id}`);
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
