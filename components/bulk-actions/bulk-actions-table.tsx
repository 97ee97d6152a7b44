import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { NavLink } from "@/components/ui/nav-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Truncated } from "@/components/ui/truncated";
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
      <div className="flex min-w-0 flex-col items-start leading-5">
        <NavLink href={row.href} className="row-link link font-medium">
          {bulkActionTitle(t, row)}
        </NavLink>
        <bdi className="text-muted">{bulkActionSentence(t, row)}</bdi>
      </div>
    ),
  },
  {
    label: t("bulk-actions.list.columns.status"),
    phone: "first",
    cell: ({ state }) => <BulkActionStateBadge state={state} />,
  },
  {
    label: t("bulk-actions.list.columns.startedBy"),
    kind: "text",
    optional: true,
    cell: ({ startedBy }) =>
      startedBy ? (
        <Truncated>{startedBy}</Truncated>
      ) : (
        <span className="text-muted">{t("bulk-actions.list.deletedUser")}</span>
      ),
  },
  {
    label: t("bulk-actions.list.columns.created"),
    sortBy: "created",
    phone: "second",
    cell: ({ createdAt }) => <RelativeTime date={createdAt} />,
  },
  {
    label: t("bulk-actions.list.columns.actions"),
    kind: "actions",
    cell: ({ discard, ...row }) =>
      discard && <DiscardDraft title={bulkActionTitle(t, row)} action={discard} />,
  },
];
