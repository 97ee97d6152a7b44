import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BulkActionSummary } from "@/db/bulk-actions/types";
import type { Translator } from "@/i18n/translator";
import type { ActionResult } from "@/lib/action-result";
import { BulkActionStateBadge } from "./bulk-action-state-badge";
import { bulkActionSentence, bulkActionTitle } from "./bulk-action-text";
import { DiscardDraft } from "./discard-draft";

type Row = BulkActionSummary & {
  readonly href: string;
  /** Null unless it is a draft. */
  readonly discard: (() => Promise<ActionResult<void>>) | null;
};

type BulkActionsTableProps = {
  readonly rows: readonly Row[];
  readonly address: ListAddress;
  readonly defaultSort: string;
};

export function BulkActionsTable({ rows, ...list }: BulkActionsTableProps) {
  const t = useTranslations();
  return (
    <DataTable
      caption={t("bulk-actions.list.label")}
      columns={columnsOf(t)}
      rows={rows}
      rowKey={({ id }) => id}
      {...list}
    />
  );
}

const columnsOf = (t: Translator): readonly Column<Row>[] => [
  {
    label: t("bulk-actions.list.columns.action"),
    kind: "name",
    cell: (row) => (
      <NavLink href={row.href} className="link font-medium">
        {bulkActionTitle(t, row)}
      </NavLink>
    ),
  },
  {
    label: t("bulk-actions.list.columns.status"),
    cell: ({ state }) => <BulkActionStateBadge state={state} />,
  },
  {
    label: t("bulk-actions.list.columns.result"),
    cell: (row) => <bdi>{bulkActionSentence(t, row)}</bdi>,
  },
  {
    label: t("bulk-actions.list.columns.startedBy"),
    cell: ({ startedBy }) =>
      startedBy ? (
        <Name>{startedBy}</Name>
      ) : (
        <span className="text-muted">{t("bulk-actions.list.deletedUser")}</span>
      ),
  },
  {
    label: t("bulk-actions.list.columns.created"),
    sortBy: "created",
    cell: ({ createdAt }) => <RelativeTime date={createdAt} />,
  },
  {
    label: t("bulk-actions.list.columns.actions"),
    kind: "actions",
    cell: ({ discard, ...row }) =>
      discard && <DiscardDraft title={bulkActionTitle(t, row)} action={discard} />,
  },
];
