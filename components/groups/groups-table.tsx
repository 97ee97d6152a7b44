import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { NameList } from "@/components/ui/name-list";
import { NavLink } from "@/components/ui/nav-link";
import type { GroupRow } from "@/db/groups/types";
import type { Translator } from "@/i18n/translator";
import { upTo } from "@/lib/plural";

type Row = GroupRow & { readonly href: string };

type GroupsTableProps = {
  readonly rows: readonly Row[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
};

export function GroupsTable({ rows, ...list }: GroupsTableProps) {
  const t = useTranslations("groups");
  return (
    <DataTable caption={t("title")} columns={columns(t)} rows={rows} rowKey={({ id }) => id} {...list} />
  );
}

const columns = (t: Translator<"groups">): readonly Column<Row>[] => [
  {
    label: t("columns.group"),
    kind: "name",
    sortBy: "name",
    cell: ({ name, description, href }) => (
      <div className="flex flex-col items-start leading-5">
        <NavLink href={href} className="link font-medium">
          <Name>{name}</Name>
        </NavLink>
        {description && <Name className="text-muted">{description}</Name>}
      </div>
    ),
  },
  {
    label: t("columns.roles"),
    cell: ({ roles, roleCount }) => <NameList items={roles} count={roleCount} />,
  },
  { label: t("columns.members"), numeric: true, cell: ({ members }) => upTo(members) },
];
