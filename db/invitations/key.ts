import { type SQL, sql } from "drizzle-orm";
import { parseLink } from "@/db/link";
import type { Session } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";

/** How an invitee identifies an invitation: by its link or, when signed in, by its id. Both are hostile input. */
export type InvitationKey = { readonly link: unknown } | { readonly invitationId: unknown };

/**
 * A condition on a row `i` of invitations; null if no invitation can match. An id matches only invitations of the session's
 * account, so nobody learns which ids exist.
 */
export function hasKey(key: InvitationKey, session: Session | null): SQL | null {
  if ("link" in key) {
    const hash = parseLink(key.link);
    return hash && sql`i.link_hash = decode(${hash.toString("hex")}, 'hex')`;
  }
  const { invitationId } = key;
  if (!session || typeof invitationId !== "string" || !isUuid(invitationId)) return null;
  return sql`(i.id = ${invitationId} and i.user_id = ${session.userId})`;
}
