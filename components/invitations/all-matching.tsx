"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { ActionResult } from "@/components/action-result";
import { useHydrated } from "@/components/hydrated";
import { newRequestId } from "@/components/invite/request-id";
import { useSelection } from "@/components/lists/selection";
import { total } from "@/components/plural";
import type { MatchingInput } from "@/db/batches/input";
import type { Page } from "@/db/lists/page";

const ConfirmDialog = dynamic(() =>
  import("@/components/dialogs/confirm-dialog").then((module) => module.ConfirmDialog<string>),
);

/** What the list shows now, whatever page of it. */
type View = Pick<MatchingInput, "filter" | "search">;
type ChangeMatching = (input: MatchingInput) => Promise<ActionResult<string>>;

export type Matching = {
  readonly view: View;
  /** Those among them that can be sent again or deleted. */
  readonly count: Page<unknown>["total"];
  /** Bound to the organization; null for whom may not. */
  readonly sendAgain: ChangeMatching | null;
  readonly deleteThem: ChangeMatching | null;
  /** Where what was begun shows its progress, without its id. */
  readonly batchesHref: string;
};

type Asking = { readonly what: "send" | "delete"; readonly requestId: string };

/** Offered when all of a page are ticked and there are more: what is begun goes on by itself, on a page of its own. */
export function AllMatching({ view, count, sendAgain, deleteThem, batchesHref }: Matching) {
  const { chosen, all } = useSelection();
  const [taken, setTaken] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const router = useRouter();
  if (all.length === 0 || chosen.length < all.length || (!count.more && count.count <= all.length))
    return null;
  const what = total(count, "invitation");
  const ask = (what: Asking["what"]) => setAsking({ what, requestId: newRequestId() });
  const deleting = asking?.what === "delete";
  const action = deleting ? deleteThem : sendAgain;
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-xl bg-default px-3 py-2">
      <p role="status" className="me-auto">
        {taken ? `${what} that match are selected.` : `All ${all.length} on this page are selected.`}
      </p>
      {!taken && (
        <Button onPress={() => setTaken(true)}>
          Select all that match ({count.more ? "more than 1,000" : count.count})
        </Button>
      )}
      {taken && sendAgain && <Button onPress={() => ask("send")}>Send all that match again</Button>}
      {taken && deleteThem && (
        <Button danger onPress={() => ask("delete")}>
          Delete all that match
        </Button>
      )}
      {taken && <Button onPress={() => setTaken(false)}>Only this page</Button>}
      {asking && action && (
        <ConfirmDialog
          harmless={!deleting}
          title={
            deleting ? `Delete all that match: ${lower(what)}?` : `Send all that match again: ${lower(what)}?`
          }
          confirm={deleting ? "Delete all" : "Send all again"}
          action={() => action({ ...view, requestId: asking.requestId })}
          onDone={(id) => router.push(`${batchesHref}/${id}`)}
          onCancel={() => setAsking(null)}
        >
          {deleting
            ? "They end, and the links in their mails stop working at once. A page shows how far it is."
            : "Each gets a mail with a new link, and the links in earlier mails stop working at once. You become the one who invites. A page shows how far it is."}
        </ConfirmDialog>
      )}
    </div>
  );
}

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

function lower(words: string): string {
  return words.replace(/^More/, "more");
}
