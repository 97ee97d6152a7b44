"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { callAction } from "@/components/ui/call-action";
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
  readonly invitation: Pick<InvitationRow, "id" | "username" | "name" | "invitedBy" | "resendableAt">;
  /** Whether the viewer is the inviter. Anyone else becomes the inviter, which has to be confirmed. */
  readonly isInviter: boolean;
  readonly action: Resend;
  /** In a row of the list instead of on the invitation's page. */
  readonly inRow?: boolean;
};

/** Resends one invitation. A dialog shows the outcome only if it could not be resent. */
export function ResendInvitation({ invitation, isInviter, action, inRow = false }: ResendInvitationProps) {
  const t = useTranslations("invitations.resend");
  const common = useTranslations("common");
  const { id, username, name, invitedBy, resendableAt } = invitation;
  const { failed, show, dismiss } = useResendResult(t("sending", { name: isolated(name) }));
  const [isConfirming, setConfirming] = useState(false);
  const [pending, start] = useTransition();
  const wait = useTimeUntil(resendableAt);
  const resend = () => action({ invitationIds: [id] });

  return (
    <>
      <Button
        variant={inRow ? "outline" : "primary"}
        size={inRow ? "sm" : "md"}
        pending={pending}
        waiting={wait !== null}
        aria-label={
          inRow ? (wait ? t("laterName", { wait, username }) : t("inRowName", { username })) : undefined
        }
        className={wait && inRow ? SMALL_TEXT : ""}
        suppressHydrationWarning
        onClick={() => {
          if (isInviter) start(async () => show(await callAction(common, resend)));
          else setConfirming(true);
        }}
      >
        <span suppressHydrationWarning>{wait ? t("later", { wait }) : t(inRow ? "inRow" : "submit")}</span>
      </Button>
      {isConfirming && (
        <ConfirmDialog
          destructive={false}
          title={t("one.title", { name: isolated(name) })}
          confirmLabel={t("submit")}
          action={resend}
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
      {failed && <ResendOutcomeDialog result={failed} onDone={dismiss} />}
    </>
  );
}

/** Two lines in a row of the list. */
const SMALL_TEXT = "h-auto py-1 text-xs leading-4";

/** Visible before a row is selected, so that the rows don't move when the first one is. */
export function ResendSelected({ action }: { readonly action: Resend }) {
  const t = useTranslations("invitations.resend.selected");
  const { selected, select } = useSelection();
  const { failed, show, dismiss } = useResendResult(null);
  const [isConfirming, setConfirming] = useState(false);
  const ids = [...selected];
  const count = ids.length;
  return (
    <>
      <Button size="sm" disabled={count === 0} onClick={() => setConfirming(true)}>
        {count > 0 ? t("label", { count }) : t("none")}
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
            show({ ok: true, data });
          }}
          onCancel={() => setConfirming(false)}
        >
          {t("consequences")}
        </ConfirmDialog>
      )}
      {failed && <ResendOutcomeDialog result={failed} onDone={dismiss} />}
    </>
  );
}

/** Announces a complete success. Keeps any other result until it is dismissed. */
function useResendResult(successMessage: string | null) {
  const t = useTranslations("invitations.resend");
  const [failed, setFailed] = useState<Result | null>(null);
  function show(result: Result) {
    if (result.ok && result.data.every(({ outcome }) => outcome === "sent")) {
      announce(successMessage ?? resendSummary(t, result.data));
    } else {
      setFailed(result);
    }
  }
  return { failed, show, dismiss: () => setFailed(null) };
}
