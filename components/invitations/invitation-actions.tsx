"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { MenuAction, Popup } from "@/components/ui/menu-button";
import { MoreMenu } from "@/components/ui/more-menu";
import { announce } from "@/components/ui/status-message";
import type { InvitationRow } from "@/db/invitations/types";
import { helpPath } from "@/lib/help";
import { ConfirmDelete, type DeleteInvitations } from "./delete-invitations";
import { type Resend, useResend } from "./resend";

type InvitationActionsProps = {
  readonly invitation: InvitationRow & { readonly isInviter: boolean };
  /** Bound to the organization. Null if the viewer lacks the permission. */
  readonly resend: Resend | null;
  readonly deleteInvitations: DeleteInvitations | null;
};

/** The menu of a row of the list, for an invitation that can be resent and deleted. */
export function InvitationActions(props: InvitationActionsProps) {
  const t = useTranslations("common");
  return (
    <MoreMenu label={t("actionsFor", { name: props.invitation.name })}>
      {(popup) => <InvitationMenu {...props} popup={popup} />}
    </MoreMenu>
  );
}

type InvitationMenuProps = InvitationActionsProps & { readonly popup: Popup };

function InvitationMenu({ invitation, resend, deleteInvitations, popup }: InvitationMenuProps) {
  const t = useTranslations("invitations");
  const common = useTranslations("common");
  const { id, username, name, email, isInviter } = invitation;
  const resending = useResend({ invitation, isInviter, action: resend ?? resendNothing });
  const [isDeleting, setDeleting] = useState(false);

  async function copy(address: string) {
    try {
      await navigator.clipboard.writeText(address);
      announce(t("actions.copied"));
    } catch {
      announce(t("actions.notCopied"));
    }
  }

  const items: MenuAction[] = [];
  if (resend) {
    const { wait, pending } = resending;
    items.push({
      label: t("resend.submit"),
      disabledReason: pending ? t("email.sending") : wait && t("resend.again", { wait }),
      onAction: resending.resend,
    });
  }
  if (email) items.push({ label: t("actions.copyEmail"), onAction: () => void copy(email) });
  items.push({
    label: common.markup("help.missing-emails", { hidden: () => "" }),
    href: helpPath("missing-emails"),
    newTab: true,
  });
  if (deleteInvitations) {
    items.push({ label: t("delete.submit"), tone: "danger", onAction: () => setDeleting(true) });
  }
  return (
    <>
      {popup(items)}
      {resending.dialogs}
      {isDeleting && deleteInvitations && (
        <ConfirmDelete
          {...{ id, username, name }}
          action={deleteInvitations}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}

const resendNothing: Resend = async () => ({ ok: true, data: [] });
