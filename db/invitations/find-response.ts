import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { dateOf } from "@/db/lists/read-list";
import { inviterToNotify } from "./inviter-to-notify";

export type ResponseDetails = {
  readonly inviter: { readonly name: string; readonly email: string };
  readonly inviteeName: string;
  readonly username: string;
  readonly became: "accepted" | "declined";
  /** Why it was declined, in the invitee's words; null when they did not say. */
  readonly reason: string | null;
  readonly answeredAt: Date;
  readonly organization: { readonly id: string; readonly name: string; readonly handle: string };
};

/** Who is to be mailed that their invitation was answered, and how. Null when nobody is, or they no longer want it. */
export async function findResponse(call: {
  db: Database;
  invitationId: string;
}): Promise<ResponseDetails | null> {
  const [answered] = await call.db.execute<Omit<ResponseDetails, "answeredAt"> & { answeredAt: string }>(sql`
    select json_build_object('name', inviter.name, 'email', inviter.email) as inviter, i.name as "inviteeName", i.username,
      i.status as became, i.decline_reason as reason, to_json(i.ended_at) #>> '{}' as "answeredAt",
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle) as organization
    from invitations i ${inviterToNotify}
    where i.id = ${call.invitationId} and i.status in ('accepted', 'declined') and inviter.wants_response_emails`);
  return answered ? { ...answered, answeredAt: dateOf(answered.answeredAt) } : null;
}
