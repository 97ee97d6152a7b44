import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import type { OrganizationRef } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { isValid, type Session } from "@/db/sessions/session";
import { hasConfirmedAddress } from "./confirmed-address";

const meRow = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  hasConfirmedAddress: z.boolean(),
  wantsResponseEmails: z.boolean(),
  timeZone: z.string().nullable(),
  managedBy: z.object({ id: z.string(), name: z.string(), handle: z.string() }),
});

export type Me = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  /** False without an email address, and after it was changed until the user has set a password with a link sent there. */
  readonly hasConfirmedAddress: boolean;
  /** Whether they get an email when someone they invited accepts or declines. */
  readonly wantsResponseEmails: boolean;
  /** Null for the browser's. */
  readonly timeZone: string | null;
  readonly managedBy: OrganizationRef & { readonly handle: string };
};

/** @returns the account of a session; null if the session has ended */
export async function findMe(call: { db: Database; session: Session }): Promise<Me | null> {
  const [me] = await rowsOf(call.db, meRow)`
    select
      u.id,
      u.username,
      u.name,
      u.email,
      ${hasConfirmedAddress(sql`u`)} as "hasConfirmedAddress",
      u.wants_response_emails as "wantsResponseEmails",
      u.time_zone as "timeZone",
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle) as "managedBy"
    from users u
    join organizations o on o.id = u.managing_organization_id
    join organizations root on root.id = o.root_id
    where ${isValid(call.session, sql`u`)}`;
  return me ?? null;
}
