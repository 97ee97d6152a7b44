"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { callAction } from "@/components/ui/call-action";
import { focusListTotal } from "@/components/ui/list-total";
import { richText } from "@/components/ui/rich-text";
import { useSelection } from "@/components/ui/selection";
import { announce } from "@/components/ui/status-message";
import { useTimeUntil } from "@/components/ui/use-time-until";
import { loadPart } from "@/components/update/load-part";
import type { InvitationRow, ResendOutcome } from "@/db/invitations/types";
import type { ActionResult } from "@/lib/action-result";
import { isolated } from "@/lib/text";
import { resendSummary } from "./resend-text";

const ConfirmDialog = dynamic(() =>
  loadPart(() =>
    import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog<readonly ResendOutcome[]>),
  ),
);
const ResendOutcomeDialog = dynamic(() =>
  loadPart(() => import("./resend-outcome").then((module) => module.ResendOutcomeDialog)),
);

type Result = ActionResult<readonly ResendOutcome[]>;
export type Resend = (input: { readonly invitationIds: string[] }) => Promise<Result>;

type ResendInvitationProps = {
  readonly invitation: Pick<InvitationRow, "id" | "name" | "invitedBy" | "resendableAt">;
  /** Whether the viewer is the inviter. Anyone else becomes the inviter, which has to be confirmed. */
  readonly isInviter: boolean;
  readonly action: Resend;
};

/** The button on the invitation's page. Its text depends on the time, so it can differ from what the server rendered. */
export function ResendInvitation(props: ResendInvitationProps) {
  const t = useTranslations("invitations.resend");
  const { wait, pending, resend, dialogs } = useResend(props);
  return (
    <>
      <Button
        variant="primary"
        pending={pending}
        waiting={wait !== null}
        suppressHydrationWarning
        onClick={resend}
      >
        <span suppressHydrationWarning>{wait ? t("later", { wait }) : t("submit")}</span>
      </Button>
      {dialogs}
    </>
  );
}

type ResendControl = {
  /** "in 3 minutes", while the invitation can't be resent. */
  readonly wait: string | null;
  readonly pending: boolean;
  readonly resend: () => void;
  readonly dialogs: ReactNode;
};

/** Resends one invitation. A dialog shows the outcome only if it could not be resent. */
export function useResend({ invitation, isInviter, action }: ResendInvitationProps): ResendControl {
  const t = useTranslations("invitations.resend");
  const common = useTranslations("common");
  const { id, name, invitedBy, resendableAt } = invitation;
  const { problem, show, dismiss } = useResendResult(t("sending", { name: isolated(name) }));
  const [isConfirming, setConfirming] = useState(false);
  const [pending, start] = useTransition();
  const wait = useTimeUntil(resendableAt);
  const call = () => action({ invitationIds: [id] });

  function resend() {
    if (isInviter) start(async () => show(await callAction(common, call)));
    else setConfirming(true);
  }

  const dialogs = (
    <>
      {isConfirming && (
        <ConfirmDialog
          destructive={false}
          title={t("one.title", { name: isolated(name) })}
          confirmLabel={t("submit")}
          action={call}
          onDone={(data) => {
            setConfirming(false);
            show({ ok: true, data });
          }}
          onCancel={() => setConfirming(false)}
        >
          <p>{t("one.newLink")}</p>
          <p>
            {invitedBy
              ? t.rich("one.newInviterInsteadOf", { ...richText, inviter: invitedBy })
              : t("one.newInviter")}
          </p>
        </ConfirmDialog>
      )}
      {problem && <ResendOutcomeDialog result={problem} onDone={dismiss} />}
    </>
  );
  return { wait, pending, resend, dialogs };
}

/** The button in the bar for the selected rows. It asks for confirmation. */
export function ResendSelected({ action }: { readonly action: Resend }) {
  const t = useTranslations("invitations.resend.selected");
  const { selected, select } = useSelection();
  const { problem, show, dismiss } = useResendResult(null);
  const [isConfirming, setConfirming] = useState(false);
  const ids = [...selected];
  const count = ids.length;
  return (
    <>
      <Button size="sm" onClick={() => setConfirming(true)}>
        {t("label")}
      </Button>
      {isConfirming && (
        <ConfirmDialog
          destructive={false}
          title={t("title", { count })}
          confirmLabel={t("submit", { count })}
          action={() => action({ invitationIds: ids })}
          onDone={(data) => {
            setConfirming(false);
            select(ids, false);
            focusListTotal();
            show({ ok: true, data });
          }}
          onCancel={() => setConfirming(false)}
        >
          {t("consequences", { count })}
        </ConfirmDialog>
      )}
      {problem && <ResendOutcomeDialog result={problem} onDone={dismiss} />}
    </>
  );
}

/** Announces the result if everything was resent. Otherwise keeps it for a dialog, until that is dismissed. */
function useResendResult(successMessage: string | null) {
  const t = useTranslations("invitations.resend");
  const [problem, setProblem] = useState<Result | null>(null);
  function show(result: Result) {
    if (result.ok && result.data.every(({ outcome }) => outcome === "sent")) {
      announce(successMessage ?? resendSummary(t, result.data));
    } else {
      setProblem(result);
    }
  }
  return { problem, show, dismiss: () => setProblem(null) };
}
