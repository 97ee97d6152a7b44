"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { newRequestId } from "@/components/invite/request-id";
import { Button } from "@/components/ui/button";
import { useSelection } from "@/components/ui/selection";
import type { MatchingInput } from "@/db/bulk-actions/input";
import type { Page } from "@/db/lists/page";
import type { ActionResult } from "@/lib/action-result";
import { total } from "@/lib/plural";

const ConfirmDialog = dynamic(() =>
  import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog<string>),
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
            ? `${total(count, "invitation")} that match are selected.`
            : `All ${selectable.length} on this page are selected.`}
        </p>
        {allSelected && <ChangeAll {...matching} />}
        <Button size="sm" onClick={() => setAllSelected(!allSelected)}>
          {allSelected
            ? "Only this page"
            : `Select all that match (${count.more ? "more than 1,000" : count.count})`}
        </Button>
      </div>
    </>
  );
}

type Confirmation = { readonly kind: keyof typeof TEXT; readonly requestId: string };

function ChangeAll({ view, count, resendAll, deleteAll, bulkActionsHref }: Matching) {
  const [confirmation, setConfirmation] = useState<Confirmation | null>(null);
  const router = useRouter();
  const ask = (kind: Confirmation["kind"]) => setConfirmation({ kind, requestId: newRequestId() });
  const text = confirmation && TEXT[confirmation.kind];
  const start = confirmation?.kind === "delete" ? deleteAll : resendAll;
  return (
    <>
      {resendAll && (
        <Button size="sm" onClick={() => ask("resend")}>
          Send all that match again
        </Button>
      )}
      {deleteAll && (
        <Button size="sm" variant="danger-outline" onClick={() => ask("delete")}>
          Delete all that match
        </Button>
      )}
      {confirmation && text && start && (
        <ConfirmDialog
          destructive={confirmation.kind === "delete"}
          title={text.title(total(count, "invitation").replace(/^More/, "more"))}
          confirmLabel={text.confirmLabel}
          action={() => start({ ...view, requestId: confirmation.requestId })}
          onDone={(id) => router.push(`${bulkActionsHref}/${id}`)}
          onCancel={() => setConfirmation(null)}
        >
          {text.consequences} A page shows how far it is.
        </ConfirmDialog>
      )}
    </>
  );
}

const TEXT = {
  resend: {
    title: (invitations: string) => `Send ${invitations} again?`,
    confirmLabel: "Send all again",
    consequences:
      "Each gets a mail with a new link, and the links in earlier mails stop working at once. You become the one who invites.",
  },
  delete: {
    title: (invitations: string) => `Delete ${invitations}?`,
    confirmLabel: "Delete all",
    consequences: "They end, and the links in their mails stop working at once.",
  },
};
