import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { NavLink } from "@/components/ui/nav-link";
import { Truncated } from "@/components/ui/truncated";
import type { DeletionProgress } from "@/db/organizations/types";
import type { Translator } from "@/i18n/translator";
import { upTo } from "@/lib/plural";
import { deletingText } from "./deletion-text";
import { switchTags } from "./switch-tags";

type OrganizationRow = {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  /** Null if the viewer can't switch to it. */
  readonly switchHref: string | null;
  readonly disabled: boolean;
  readonly users: number;
  readonly pendingInvitations: number;
  readonly deletion: DeletionProgress | null;
};

type OrganizationsTableProps = {
  readonly rows: readonly OrganizationRow[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
};

export function OrganizationsTable({ rows, ...list }: OrganizationsTableProps) {
  const t = useTranslations("organizations");
  const common = useTranslations("common");
  return (
    <DataTable
      caption={t("list.label")}
      columns={columns(t, common)}
      rows={rows}
      rowKey={({ id }) => id}
      {...list}
    />
  );
}

function columns(t: Translator<"organizations">, common: Translator<"common">): Column<OrganizationRow>[] {
  return [
    {
      label: t("list.organization"),
      kind: "name",
      sortBy: "name",
      cell: ({ name, href, disabled, deletion }) => (
        <span className="flex min-w-0 flex-wrap items-center gap-x-2">
          <NavLink href={href} className="row-link link max-w-full font-medium">
            <Truncated>{name}</Truncated>
          </NavLink>
          {deletion ? (
            <Badge tone="danger">{deletingText(t, deletion)}</Badge>
          ) : (
            disabled && <Badge tone="warning">{t("list.disabled")}</Badge>
          )}
        </span>
      ),
    },
    { label: t("list.users"), numeric: true, phone: "second", cell: ({ users }) => upTo(common, users) },
    {
      label: t("list.pendingInvitations"),
      numeric: true,
      phone: "second",
      cell: ({ pendingInvitations }) => upTo(common, pendingInvitations),
    },
    {
      label: t("list.switch"),
      kind: "actions",
      cell: ({ name, switchHref }) =>
        switchHref && (
          <ButtonLink href={switchHref} size="sm" className="ms-auto">
            {t.rich("switchTo", { ...switchTags, organization: name })}
          </ButtonLink>
        ),
    },
  ];
}
