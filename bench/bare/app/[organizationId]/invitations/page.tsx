import { notFound } from "next/navigation";
import { auth } from "@/bench/bare/auth";
import { database } from "@/bench/bare/database";
import { InvitationsTable } from "@/components/invitations/invitations-table";
import { ClientMessages } from "@/components/ui/client-messages";
import type { InvitationRow } from "@/db/invitations/types";
import { deleteInvitations, resend } from "./actions";

type InvitationsPageProps = { params: Promise<{ organizationId: string }> };

export default async function InvitationsPage({ params }: InvitationsPageProps) {
  if (!(await auth())) notFound();
  const { organizationId } = await params;
  const path = `/${organizationId}/invitations`;
  const { rows } = await database.query<InvitationRow>({
    name: "invitations",
    text: `
      select
        i.id,
        i.username,
        i.name,
        u.email,
        i.status,
        i.inviter_id as "inviterId",
        inviter.name as "invitedBy",
        (
          select coalesce(
            json_agg(
              json_build_object('id', g.id, 'name', coalesce(g.name, ig.group_name), 'isDeleted', g.id is null)
              order by coalesce(g.name, ig.group_name)
            ),
            '[]'
          )
          from invitation_groups ig
          left join groups g on g.id = ig.group_id
          where ig.invitation_id = i.id
        ) as groups,
        json_build_object('state', i.email_state, 'error', i.email_error) as delivery,
        i.sent_count as "sentCount",
        i.new_link_requested_at as "newLinkRequestedAt",
        i.decline_reason as "declineReason",
        i.membership_ends_at as "membershipEndsAt",
        i.created_at as "createdAt",
        i.sent_at as "sentAt",
        i.expires_at as "expiresAt",
        i.ended_at as "endedAt",
        i.end_reason as "endReason",
        null as "resendableAt"
      from invitations i
      join users u on u.id = i.user_id
      left join users inviter on inviter.id = i.inviter_id
      where i.organization_id = $1 and i.status <> 'deleted'
      order by i.sent_order desc, i.id desc
      limit 20`,
    values: [organizationId],
  });
  return (
    <ClientMessages namespaces={["invitations", "email-errors"]}>
      <InvitationsTable
        rows={rows.map((row) => ({ ...row, href: `${path}/${row.id}`, isInviter: true }))}
        address={{ path, params: {} }}
        defaultSort="-sent"
        deleteInvitations={deleteInvitations}
        resend={resend}
        matching={null}
      />
    </ClientMessages>
  );
}
