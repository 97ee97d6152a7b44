"use client";

import dynamic from "next/dynamic";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { callAction } from "@/components/ui/call-action";
import { useSelection } from "@/components/ui/selection";
import { announce } from "@/components/ui/status-message";
import type { ResendOutcome } from "@/db/invitations/types";
import type { ActionResult } from "@/lib/action-result";
import { plural } from "@/lib/plural";
import { resendSummary } from "./resend-text";

const ConfirmDialog = dynamic(() =>
  import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog<readonly ResendOutcome[]>),
);
const ResendOutcomeDialog = dynamic(() =>
  import("./resend-outcome").then((module) => module.ResendOutcomeDialog),
);

type Result = ActionResult<readonly ResendOutcome[]>;
export type Resend = (input: { readonly invitationIds: string[] }) => Promise<Result>;

type ResendInvitationProps = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly action: Resend;
  /** In a row of the list instead of on the invitation's page. */
  readonly inRow?: boolean;
};

/** Resends without a confirmation. A dialog opens only if the invitation could not be resent. */
export function ResendInvitation({ id, username, name, action, inRow = false }: ResendInvitationProps) {
  const { failed, show, dismiss } = useResendResult(`The invitation of ${name} is sent again.`);
  const [pending, start] = useTransition();

  function resend() {
    start(async () => show(await callAction(() => action({ invitationIds: [id] }))));
  }

  return (
    <>
      <Button
        variant={inRow ? "outline" : "primary"}
        size={inRow ? "sm" : "md"}
        pending={pending}
        aria-label={`Send again the invitation of ${username}`}
        onClick={resend}
      >
        Send again
      </Button>
      {failed && <ResendOutcomeDialog result={failed} onDone={dismiss} />}
    </>
  );
}

/** Visible before a row is selected, so that the rows don't move when the first one is. */
export function ResendSelected({ action }: { readonly action: Resend }) {
  const { selected, select } = useSelection();
  const { failed, show, dismiss } = useResendResult(null);
  const [isConfirming, setConfirming] = useState(false);
  const ids = [...selected];
  return (
    <>
      <Button size="sm" disabled={ids.length === 0} onClick={() => setConfirming(true)}>
        {ids.length > 0 ? `Send selected again (${ids.length})` : "Send selected again"}
      </Button>
      {isConfirming && (
        <ConfirmDialog
          destructive={false}
          title={`Send ${plural(ids.length, "invitation")} again?`}
          confirmLabel="Send again"
          action={() => action({ invitationIds: ids })}
          onDone={(data) => {
            setConfirming(false);
            select(ids, false);
            show({ ok: true, data });
          }}
          onCancel={() => setConfirming(false)}
        >
          Each gets a mail with a new link, and the links in earlier mails stop working at once. You become
          the one who invites.
        </ConfirmDialog>
      )}
      {failed && <ResendOutcomeDialog result={failed} onDone={dismiss} />}
    </>
  );
}

/** Announces a complete success. Keeps any other result until it is dismissed. */
function useResendResult(successMessage: string | null) {
  const [failed, setFailed] = useState<Result | null>(null);
  function show(result: Result) {
    if (result.ok && result.data.every(({ outcome }) => outcome === "sent")) {
      announce(successMessage ?? resendSummary(result.data));
    } else {
      setFailed(result);
    }
  }
  return { failed, show, dismiss: () => setFailed(null) };
}
