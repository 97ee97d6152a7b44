"use client";

import dynamic from "next/dynamic";
import { useState, useTransition } from "react";
import { callAction } from "@/components/ui/call-action";
import { useSelection } from "@/components/ui/selection";
import { announce } from "@/components/ui/status-message";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { ResendOutcome } from "@/db/invitations/types";
import type { ActionResult } from "@/lib/action-result";
import { plural } from "@/lib/plural";
import { resendSummary } from "./resend-text";

const ConfirmDialog = dynamic(() =>
  import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog<readonly ResendOutcome[]>),
);
const OutcomeView = dynamic(() => import("./resend-outcome").then((module) => module.ResendOutcomeView));

type Result = ActionResult<readonly ResendOutcome[]>;
export type Resend = (input: { readonly invitationIds: string[] }) => Promise<Result>;

type ResendOneProps = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly action: Resend;
  /** The one thing to do on its page, or one of a row. */
  readonly look: "button--primary" | "button--outline button--sm";
};

/** Sends at once; only what stands against it opens a dialog. */
export function ResendInvitation({ id, username, name, action, look }: ResendOneProps) {
  const { told, tell, dismiss } = useOutcome(`The invitation of ${name} is sent again.`);
  const [pending, start] = useTransition();
  const hydrated = useHydrated();

  function send() {
    if (pending) return;
    start(async () => tell(await callAction(() => action({ invitationIds: [id] }))));
  }

  return (
    <>
      <button
        type="button"
        disabled={!hydrated}
        aria-disabled={pending}
        aria-label={`Send again the invitation of ${username}`}
        className={`button ${look}`}
        onClick={send}
      >
        {pending && <span className="spinner" />}
        Send again
      </button>
      {told && <OutcomeView result={told} onDone={dismiss} />}
    </>
  );
}

/** There before a row is ticked, so that the rows do not move when the first is. Mails to many are asked about once. */
export function ResendSelected({ action }: { readonly action: Resend }) {
  const { chosen, choose } = useSelection();
  const { told, tell, dismiss } = useOutcome(null);
  const [asking, setAsking] = useState(false);
  const hydrated = useHydrated();
  const ids = [...chosen];
  return (
    <>
      <button
        type="button"
        disabled={!hydrated || ids.length === 0}
        className="button button--outline button--sm"
        onClick={() => setAsking(true)}
      >
        {ids.length > 0 ? `Send selected again (${ids.length})` : "Send selected again"}
      </button>
      {asking && (
        <ConfirmDialog
          harmless
          title={`Send ${plural(ids.length, "invitation")} again?`}
          confirm="Send again"
          action={() => action({ invitationIds: ids })}
          onDone={(data) => {
            setAsking(false);
            choose(ids, false);
            tell({ ok: true, data });
          }}
          onCancel={() => setAsking(false)}
        >
          Each gets a mail with a new link, and the links in earlier mails stop working at once. You become
          the one who invites.
        </ConfirmDialog>
      )}
      {told && <OutcomeView result={told} onDone={dismiss} />}
    </>
  );
}

/** What went well is said in passing; all else is shown until it has been read. */
function useOutcome(sentence: string | null) {
  const [told, setTold] = useState<Result | null>(null);
  function tell(result: Result) {
    if (result.ok && result.data.every(({ outcome }) => outcome === "sent")) {
      announce(sentence ?? resendSummary(result.data));
    } else {
      setTold(result);
    }
  }
  return { told, tell, dismiss: () => setTold(null) };
}
