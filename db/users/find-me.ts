import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { OrganizationRef } from "@/db/request-context";
import { isValid, type Session } from "@/db/sessions/session";

export type Me = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  /** Whether they get an email when someone they invited accepts or declines. */
  readonly wantsResponseEmails: boolean;
  readonly managedBy: OrganizationRef & { readonly handle: string };
};

/** @returns the account of a session; null if the session has ended */
export async function findMe(call: { db: Database; session: Session }): Promise<Me | null> {
  const [me] = await call.db.execute<Me>(sql`
    select
      u.id,
      u.username,
      u.name,
      u.email,
      u.wants_response_emails as "wantsResponseEmails",
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle) as "managedBy"
    from users u
    join organizations o on o.id = u.managing_organization_id
    join organizations root on root.id = o.root_id
    where ${isValid(call.session, sql`u`)}`);
  return me ?? null;
}
