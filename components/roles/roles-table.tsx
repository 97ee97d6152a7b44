import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { NameLine } from "@/components/ui/name-list";
import { NavLink } from "@/components/ui/nav-link";
import { Truncated } from "@/components/ui/truncated";
import type { RoleRow } from "@/db/roles/types";
import type { Translator } from "@/i18n/translator";

type Row = RoleRow & { readonly href: string };

type RolesTableProps = {
  readonly rows: readonly Row[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
};

export function RolesTable({ rows, ...list }: RolesTableProps) {
  const t = useTranslations("roles");
  return (
    <DataTable caption={t("title")} columns={columns(t)} rows={rows} rowKey={({ id }) => id} {...list} />
  );
}

const columns = (t: Translator<"roles">): readonly Column<Row>[] => [
  {
    label: t("columns.role"),
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
    label: t("columns.permissions"),
    phone: "first",
    cell: ({ isAdministrator, permissions }) =>
      isAdministrator ? t("allPermissions") : t("permissions", { count: permissions.length }),
  },
  {
    label: t("columns.groups"),
    kind: "text",
    cell: ({ groups, groupCount }) => <NameLine items={groups} count={groupCount} />,
  },
];
