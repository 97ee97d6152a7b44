import { useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { NameLink } from "@/components/ui/name-link";
import type { Role } from "@/db/roles/types";
import { upTo } from "@/lib/plural";

type RoleGroupsProps = {
  readonly role: Pick<Role, "groups" | "groupCount">;
  /** Null if the viewer can't see groups. */
  readonly groupHref: ((id: string) => string) | null;
};

/** The groups that have the role. */
export function RoleGroups({ role, groupHref }: RoleGroupsProps) {
  const { groups, groupCount } = role;
  const t = useTranslations("roles.groups");
  const common = useTranslations("common");
  if (groupCount === 0) return <p className="text-muted">{t("empty")}</p>;
  const more = groupCount - groups.length;
  return (
    <>
      <DataTable
        caption={t("caption")}
        small
        rows={groups}
        rowKey={({ id }) => id}
        columns={[
          {
            label: t("columns.group"),
            kind: "name",
            cell: ({ id, name }) => <NameLink href={groupHref?.(id)}>{name}</NameLink>,
          },
          { label: t("columns.people"), numeric: true, cell: ({ members }) => upTo(common, members) },
        ]}
      />
      {more > 0 && <p className="text-muted">{t("more", { count: more })}</p>}
    </>
  );
}
