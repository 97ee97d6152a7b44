import { useTranslations } from "next-intl";
import { GroupNames } from "@/components/groups/group-names";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { NameLink } from "@/components/ui/name-link";
import { richText } from "@/components/ui/rich-text";
import { useTimes } from "@/components/ui/use-times";
import { UserCell } from "@/components/users/user-cell";
import type { ListedRow } from "@/db/bulk-actions/types";
import type { Translator } from "@/i18n/translator";
import { bulkActionOutcomeText, previewText, SUCCESSFUL } from "./outcome-text";

type Row = ListedRow & {
  /** The invitation's page. Null if there is none, or the viewer can't see it. */
  readonly href: string | null;
};

type BulkActionRowsTableProps = {
  readonly rows: readonly Row[];
  readonly parentName: string;
  readonly isPreview: boolean;
  readonly withGroups: boolean;
};

export function BulkActionRowsTable({ rows, parentName, isPreview, withGroups }: BulkActionRowsTableProps) {
  const translators = { t: useTranslations(), common: useTranslations("common"), times: useTimes() };
  const t = useTranslations("bulk-actions.rows");
  const now = new Date();
  const textOf = isPreview ? previewText : bulkActionOutcomeText;
  const outcomeColumn: Column<Row> = {
    label: t("columns.result"),
    phone: "last",
    cell: (row) => (
      <div className="w-max max-w-72 @max-[40rem]:max-w-full">
        <Badge tone={toneOf(row.outcome)}>
          <bdi className="whitespace-normal">{textOf(translators, row, parentName, now)}</bdi>
        </Badge>
      </div>
    ),
  };
  const columns = [
    usernameColumn(t, translators.common),
    ...(withGroups ? [groupsColumn(t)] : []),
    outcomeColumn,
  ];
  return (
    <DataTable
      caption={t("caption")}
      columns={columns}
      rows={rows}
      rowKey={({ position }) => String(position)}
    />
  );
}

type RowTranslator = Translator<"bulk-actions.rows">;

const usernameColumn = (t: RowTranslator, common: Translator<"common">): Column<Row> => ({
  label: t("columns.username"),
  kind: "name",
  cell: ({ username, name, href, details }) => (
    <>
      {name ? (
        <UserCell name={name} username={username} href={href} />
      ) : (
        <NameLink href={href} className="font-medium">
          {username || t("noUsername")}
        </NameLink>
      )}
      {details.entered && (
        <span className="block text-xs wrap-anywhere text-muted">
          {t.rich("enteredAs", { ...richText, names: details.entered.join(common("listSeparator")) })}
        </span>
      )}
    </>
  ),
});

const groupsColumn = (t: RowTranslator): Column<Row> => ({
  label: t("columns.groups"),
  kind: "text",
  cell: ({ groups }) => <GroupNames groups={groups.map((name) => ({ name }))} count={groups.length} />,
});

function toneOf(outcome: Row["outcome"]) {
  if (outcome === null) return "default";
  return SUCCESSFUL.has(outcome) ? "success" : "warning";
}
