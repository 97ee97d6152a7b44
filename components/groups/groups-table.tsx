import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { NameLine } from "@/components/ui/name-list";
import { NavLink } from "@/components/ui/nav-link";
import { Truncated } from "@/components/ui/truncated";
import type { GroupRow } from "@/db/groups/types";
import type { Translator } from "@/i18n/translator";
import { MAX_COUNT, upTo } from "@/lib/plural";

type Row = GroupRow & { readonly href: string };

type GroupsTableProps = {
  readonly rows: readonly Row[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
};

export function GroupsTable({ rows, ...list }: GroupsTableProps) {
  const t = useTranslations("groups");
  const common = useTranslations("common");
  return (
    <DataTable
      caption={t("title")}
      columns={columns(t, common)}
      rows={rows}
      rowKey={({ id }) => id}
      {...list}
    />
  );
}

const columns = (t: Translator<"groups">, common: Translator<"common">): readonly Column<Row>[] => [
  {
    label: t("columns.group"),
    kind: "name",
    sortBy: "name",
    cell: ({ name, description, href }) => (
      <div className="flex min-w-0 flex-col items-start leading-5">
        <NavLink href={href} className="row-link link max-w-full font-medium">
          <Truncated>{name}</Truncated>
        </NavLink>
        {description && <Truncated className="max-w-full text-muted">{description}</Truncated>}
      </div>
    ),
  },
  {
    label: t("columns.roles"),
    kind: "text",
    cell: ({ roles, roleCount }) => <NameLine items={roles} count={roleCount} />,
  },
  {
    label: t("columns.members"),
    numeric: true,
    phone: "first",
    cell: ({ members }) => upTo(common, members),
    phoneText: ({ members }) =>
      common(members > MAX_COUNT ? "lists.member.totalOrMore" : "lists.member.total", {
        count: Math.min(members, MAX_COUNT),
      }),
  },
];
