"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { newRequestId } from "@/components/invite/request-id";
import { Button } from "@/components/ui/button";
import { useSelection } from "@/components/ui/selection";
import { loadPart } from "@/components/update/load-part";
import type { MatchingInput } from "@/db/bulk-actions/input";
import type { Page } from "@/db/lists/page";
import type { ActionResult } from "@/lib/action-result";

const ConfirmDialog = dynamic(() =>
  loadPart(() => import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog<string>)),
);

/** Starts a bulk action and returns its id. */
type StartBulkAction = (input: MatchingInput) => Promise<ActionResult<string>>;

export type Matching = {
  /** The filter and the search of the list. */
  readonly view: Pick<MatchingInput, "filter" | "search">;
  /** Matching invitations that can be resent or deleted. */
  readonly count: Page<unknown>["total"];
  /** Bound to the organization. Null if the viewer lacks the permission. */
  readonly resendAll: StartBulkAction | null;
  readonly deleteAll: StartBulkAction | null;
  /** The list of bulk actions. The page of one is below it. */
  readonly bulkActionsHref: string;
};

type AllMatchingProps = Matching & {
  /** The actions for the selected rows. */
  readonly children: ReactNode;
};

/** Offers to select all matching invitations once every row of a page is selected and there are more pages. */
export function AllMatching({ children, ...matching }: AllMatchingProps) {
  const t = useTranslations("invitations.matching");
  const { selected, selectable } = useSelection();
  const [allSelected, setAllSelected] = useState(false);
  const { count } = matching;
  const pageSelected = selectable.length > 0 && selected.length === selectable.length;
  if (!pageSelected || !(count.more || count.count > selectable.length)) return children;
  return (
    <>
      {!allSelected && children}
      <div className="flex flex-wrap items-center gap-2 rounded-xl bg-default px-3 py-2">
        <p role="status" className="me-auto">
          {allSelected
            ? t(count.more ? "manySelected" : "allSelected", { count: count.count })
            : t("pageSelected", { count: selectable.length })}
        </p>
        {allSelected && <ChangeAll {...matching} />}
        <Button size="sm" onClick={() => setAllSelected(!allSelected)}>
          {allSelected ? t("selectPage") : t(count.more ? "selectMany" : "selectAll", { count: count.count })}
        </Button>
      </div>
    </>
  );
}

type Confirmation = { readonly kind: "resend" | "delete"; readonly requestId: string };

function ChangeAll({ view, count, resendAll, deleteAll, bulkActionsHref }: Matching) {
  const t = useTranslations("invitations.matching");
  const [confirmation, setConfirmation] = useState<Confirmation | null>(null);
  const router = useRouter();
  const ask = (kind: Confirmation["kind"]) => setConfirmation({ kind, requestId: newRequestId() });
  const start = confirmation?.kind === "delete" ? deleteAll : resendAll;
  return (
    <>
      {resendAll && (
        <Button size="sm" onClick={() => ask("resend")}>
          {t("resend.label")}
        </Button>
      )}
      {deleteAll && (
        <Button size="sm" variant="danger-outline" onClick={() => ask("delete")}>
          {t("delete.label")}
        </Button>
      )}
      {confirmation && start && (
        <ConfirmDialog
          destructive={confirmation.kind === "delete"}
          title={t(`${confirmation.kind}.${count.more ? "titleMany" : "title"}`, { count: count.count })}
          confirmLabel={t(`${confirmation.kind}.submit`)}
          action={() => start({ ...view, requestId: confirmation.requestId })}
          onDone={(id) => router.push(`${bulkActionsHref}/${id}`)}
          onCancel={() => setConfirmation(null)}
        >
          {t(`${confirmation.kind}.consequences`)}
        </ConfirmDialog>
      )}
    </>
  );
}
