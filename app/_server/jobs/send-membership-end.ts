import type { Task } from "graphile-worker";
import { z } from "zod";
import { consolePath, MY_ORGANIZATIONS } from "@/app/_server/paths";
import type { Database } from "@/db/client";
import { type EndNotice, type EndNoticeIds, findEndNotice } from "@/db/memberships/end-notices";
import { idSchema } from "@/db/uuid";
import { membershipEndsEmail, myMembershipEndsEmail } from "@/emails/membership-ends";
import { deliver, type JobDependencies } from "./deliver";

/** Notifies the member or an administrator that a membership ends soon. Whether it was sent isn't recorded. */
export function sendMembershipEnd({ db, mailer, baseUrl }: JobDependencies & { db: Database }): Task {
  return async (payload, { job }) => {
    const notice = payloadSchema.parse(payload);
    await deliver({
      mailer,
      job,
      about: { organizationId: notice.organizationId, userId: notice.userId },
      begin: () => findEndNotice({ db, ...notice }),
      compose: (ending) => emailFor(ending, notice, baseUrl, job.created_at),
      settle: async () => {},
    });
  };
}

const payloadSchema = z.object({
  organizationId: idSchema,
  userId: idSchema,
  recipientId: idSchema,
  ends: z.string(),
});

async function emailFor(ending: EndNotice, notice: EndNoticeIds, baseUrl: string, date: Date) {
  const { recipient, member, organization, ends } = ending;
  const { organizationId, userId, recipientId } = notice;
  const own = recipientId === userId;
  const email = own ? myMembershipEndsEmail : membershipEndsEmail;
  const page = own
    ? MY_ORGANIZATIONS
    : consolePath({ root: organization.handle, orgId: organizationId }, `/users/${userId}`);
  return {
    to: recipient.email,
    id: `ending-${organizationId}.${userId}.${recipientId}.${ends.getTime()}`,
    date,
    ...(await email(ending.reader, {
      ...ending,
      endsAt: ends,
      recipientName: recipient.name,
      memberName: member.name,
      username: member.username,
      organizationName: organization.name,
      link: `${baseUrl}${page}`,
    })),
  };
}
