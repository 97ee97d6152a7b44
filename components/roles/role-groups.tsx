import { DataTable } from "@/components/ui/data-table";
import { NameLink } from "@/components/ui/name-link";
import type { Role } from "@/db/roles/types";
import { plural, upTo } from "@/lib/plural";

type RoleGroupsProps = {
  readonly role: Pick<Role, "groups" | "groupCount">;
  /** Null if the viewer can't see groups. */
  readonly groupHref: ((id: string) => string) | null;
};

/** The groups that have the role. */
export function RoleGroups({ role, groupHref }: RoleGroupsProps) {
  const { groups, groupCount } = role;
  if (groupCount === 0) return <p className="text-muted">No group has it.</p>;
  const more = groupCount - groups.length;
  return (
    <>
      <DataTable
        caption="Groups that have it"
        small
        rows={groups}
        rowKey={({ id }) => id}
        columns={[
          {
            label: "Group",
            kind: "name",
            cell: ({ id, name }) => <NameLink href={groupHref?.(id)}>{name}</NameLink>,
          },
          { label: "People", numeric: true, cell: ({ members }) => upTo(members) },
        ]}
      />
      {more > 0 && <p className="text-muted">And {plural(more, "other group")}.</p>}
    </>
  );
}
