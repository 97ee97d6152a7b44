"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { newRequestId } from "@/components/invite/request-id";
import { useSelection } from "@/components/ui/selection";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { MatchingInput } from "@/db/bulk-actions/input";
import type { Page } from "@/db/lists/page";
import type { ActionResult } from "@/lib/action-result";
import { total } from "@/lib/plural";

const ConfirmDialog = dynamic(() =>
  import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog<string>),
);

/** What the list shows now, whatever page of it. */
type View = Pick<MatchingInput, "filter" | "search">;
type ChangeMatching = (input: MatchingInput) => Promise<ActionResult<string>>;

export type Matching = {
  readonly view: View;
  /** Those among them that can be sent again or deleted. */
  readonly count: Page<unknown>["total"];
  /** Bound to the organization; null for whom may not. */
  readonly resend: ChangeMatching | null;
  readonly deleteThem: ChangeMatching | null;
  /** Where what was begun shows its progress, without its id. */
  readonly bulkActionsHref: string;
};

type AllMatchingProps = Matching & {
  /** What can be done to those that are ticked. */
  readonly children: ReactNode;
};

/**
 * When all of a page are ticked and there are more, those can be taken, too, in place of the ticked ones: what is then
 * begun goes on by itself, on a page of its own.
 */
export function AllMatching({ children, ...matching }: AllMatchingProps) {
  const { chosen, all } = useSelection();
  const [taken, setTaken] = useState(false);
  const { count } = matching;
  const offered = all.length > 0 && chosen.length === all.length && (count.more || count.count > all.length);
  if (!offered) return children;
  return (
    <>
      {!taken && children}
      <div className="flex flex-wrap items-center gap-2 rounded-xl bg-default px-3 py-2">
        <p role="status" className="me-auto">
          {taken
            ? `${total(count, "invitation")} that match are selected.`
            : `All ${all.length} on this page are selected.`}
        </p>
        {taken && <ChangeAll {...matching} />}
        <Button onPress={() => setTaken(!taken)}>
          {taken
            ? "Only this page"
            : `Select all that match (${count.more ? "more than 1,000" : count.count})`}
        </Button>
      </div>
    </>
  );
}

type Asking = { readonly what: "send" | "delete"; readonly requestId: string };

function ChangeAll({ view, count, resend, deleteThem, bulkActionsHref }: Matching) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const router = useRouter();
  const ask = (what: Asking["what"]) => setAsking({ what, requestId: newRequestId() });
  const words = asking && WORDS[asking.what];
  const action = asking?.what === "delete" ? deleteThem : resend;
  return (
    <>
      {resend && <Button onPress={() => ask("send")}>Send all that match again</Button>}
      {deleteThem && (
        <Button danger onPress={() => ask("delete")}>
          Delete all that match
        </Button>
      )}
      {asking && words && action && (
        <ConfirmDialog
          harmless={asking.what === "send"}
          title={words.title(total(count, "invitation").replace(/^More/, "more"))}
          confirm={words.confirm}
          action={() => action({ ...view, requestId: asking.requestId })}
          onDone={(id) => router.push(`${bulkActionsHref}/${id}`)}
          onCancel={() => setAsking(null)}
        >
          {words.meaning} A page shows how far it is.
        </ConfirmDialog>
      )}
    </>
  );
}

const WORDS = {
  send: {
    title: (all: string) => `Send ${all} again?`,
    confirm: "Send all again",
    meaning:
      "Each gets a mail with a new link, and the links in earlier mails stop working at once. You become the one who invites.",
  },
  delete: {
    title: (all: string) => `Delete ${all}?`,
    confirm: "Delete all",
    meaning: "They end, and the links in their mails stop working at once.",
  },
};

type ButtonProps = { readonly danger?: boolean; readonly onPress: () => void; readonly children: ReactNode };

function Button({ danger = false, onPress, children }: ButtonProps) {
  const hydrated = useHydrated();
  return (
    <button
      type="button"
      disabled={!hydrated}
      className={`button button--outline button--sm ${danger ? "text-danger-soft-foreground" : ""}`}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
