import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { enqueue } from "@/db/queue/enqueue";
import { readerOf, readerRow } from "@/db/users/reader";
import { joinActiveInviter } from "./recipients";

/**
 * A step of the statement that responds to an invitation: enqueues the email to the inviter, if they want it. Whether they
 * can still see the invitation is checked when it is sent.
 * @param responded the SQL alias of rows of invitations
 */
export function enqueueResponseEmail(responded: SQL): SQL {
  return enqueue(
    "send-response-email",
    { invitationId: sql`i.id` },
    {
      key: sql`'response-email:' || i.id`,
      from: sql`
        ${responded} as i
        join users inviter on inviter.id = i.inviter_id
        where inviter.wants_response_emails
          and inviter.email is not null
          and inviter.id <> i.user_id`,
    },
  );
}

const responseDetails = z.object({
  inviter: z.object({ name: z.string(), email: z.string() }),
  reader: readerRow,
  inviteeName: z.string(),
  username: z.string(),
  status: z.enum(["accepted", "declined"]),
  /** From the invitee; null if they gave none. */
  declineReason: z.string().nullable(),
  respondedAt: z.coerce.date(),
  organization: z.object({ id: z.string(), name: z.string(), handle: z.string() }),
});
export type ResponseDetails = Readonly<z.infer<typeof responseDetails>>;

/** What the email to the inviter says; null if the inviter doesn't want it or can't see the invitation. */
export async function findResponse(call: {
  db: Database;
  invitationId: string;
}): Promise<ResponseDetails | null> {
  const [row] = await call.db.execute(sql`
    select
      json_build_object('name', inviter.name, 'email', inviter.email) as inviter,
      ${readerOf(sql`inviter`, sql`o`)} as reader,
      i.name as "inviteeName",
      i.username,
      i.status,
      i.decline_reason as "declineReason",
      to_json(i.ended_at) as "respondedAt",
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle) as organization
    from invitations i
    ${joinActiveInviter}
    where i.id = ${call.invitationId}
      and i.status in ('accepted', 'declined')
      and inviter.wants_response_emails`);
  return row ? responseDetails.parse(row) : null;
}
