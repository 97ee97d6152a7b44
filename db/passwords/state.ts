import { z } from "zod";
import { Forbidden } from "@/db/errors";
import { can, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { isUuid } from "@/db/uuid";
import { type EmailError, isEmailError } from "@/lib/email-errors";

export type PasswordState = {
  /** Whether the account has a password. */
  readonly everSet: boolean;
  /** The link that hasn't been used yet; null if there is none. */
  readonly link: {
    readonly email: { readonly state: "waiting" | "sent" | "failed"; readonly error: EmailError | null };
    readonly sentAt: Date | null;
    readonly expiresAt: Date | null;
  } | null;
};

const stateRow = z.object({
  everSet: z.boolean(),
  link: z
    .object({
      email: z.object({
        state: z.enum(["waiting", "sent", "failed"]),
        error: z.custom<EmailError>(isEmailError).nullable(),
      }),
      sentAt: z.coerce.date().nullable(),
      expiresAt: z.coerce.date().nullable(),
    })
    .nullable(),
});

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
  const [state] = await rowsOf(ctx.db, stateRow)`
    select
      u.password_hash is not null as "everSet",
      (
        select json_build_object(
          'email', json_build_object('state', l.email_state, 'error', l.email_error),
          'sentAt', l.sent_at,
          'expiresAt', l.expires_at
        )
        from password_links l
        where l.user_id = u.id
      ) as link
    from users u
    where u.id = ${userId} and u.managing_organization_id = ${ctx.organization.id}`;
  return state ?? null;
}
