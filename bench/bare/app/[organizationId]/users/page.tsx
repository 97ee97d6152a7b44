import { notFound } from "next/navigation";
import { auth } from "@/bench/bare/auth";
import { database } from "@/bench/bare/database";
import { ClientMessages } from "@/components/ui/client-messages";
import { UsersTable } from "@/components/users/users-table";
import type { MemberRow } from "@/db/memberships/types";

type UsersPageProps = { params: Promise<{ organizationId: string }> };

export default async function UsersPage({ params }: UsersPageProps) {
  if (!(await auth())) notFound();
  const { organizationId } = await params;
  const path = `/${organizationId}/users`;
  const { rows } = await database.query<MemberRow>({
    name: "users",
    text: `
      select
        m.user_id as "userId",
        m.username,
        m.name,
        u.email,
        u.disabled_at is not null as disabled,
        m.origin,
        json_build_object('id', managing.id, 'name', managing.name) as "managedBy",
        inviter.name as "invitedBy",
        (
          select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name), '[]')
          from membership_groups mg
          join groups g on g.id = mg.group_id
          where mg.organization_id = m.organization_id and mg.user_id = m.user_id
        ) as groups,
        m.joined_at as "joinedAt",
        nullif(m.ends, 'infinity') as ends
      from memberships m
      join users u on u.id = m.user_id
      join organizations managing on managing.id = u.managing_organization_id
      left join users inviter on inviter.id = m.invited_by_id
      where m.organization_id = $1
      order by m.name, m.user_id
      limit 20`,
    values: [organizationId],
  });
  return (
    <ClientMessages namespaces={["users"]}>
      <UsersTable
        rows={rows.map((row) => ({ ...row, href: `${path}/${row.userId}` }))}
        address={{ path, params: {} }}
        defaultSort="name"
        edits={false}
        addToGroup={null}
        removal={null}
      />
    </ClientMessages>
  );
}
