"use client";

import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { focusMain } from "@/components/ui/focus-main";
import { focusListTotal } from "@/components/ui/list-total";
import { richText } from "@/components/ui/rich-text";
import { useSelection } from "@/components/ui/selection";
import type { ActionResult } from "@/lib/action-result";
import { isolated } from "@/lib/text";

export type DeleteInvitations = (input: {
  readonly invitationIds: string[];
}) => Promise<ActionResult<unknown>>;

type DeleteInvitationProps = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly action: DeleteInvitations;
  /** In a row of the list instead of on the invitation's page. */
  readonly inRow?: boolean;
};

export function DeleteInvitation({ id, username, name, action, inRow = false }: DeleteInvitationProps) {
  const t = useTranslations("invitations.delete");
  const look = inRow
    ? ({
        variant: "danger-outline",
        size: "sm",
        label: t("inRow"),
        target: t("target", { username }),
      } as const)
    : { label: t("submit") };
  return (
    <ConfirmButton
      {...look}
      confirmLabel={t("submit")}
      title={t("title", { name: isolated(name) })}
      action={() => action({ invitationIds: [id] })}
      successMessage={t("done", { name: isolated(name) })}
      moveFocus={inRow ? focusListTotal : focusMain}
    >
      {t.rich("consequences", { ...richText, username })}
    </ConfirmButton>
  );
}

/** Visible before a row is selected, so that the rows don't move when the first one is. */
export function DeleteSelected({ action }: { readonly action: DeleteInvitations }) {
  const t = useTranslations("invitations.delete.selected");
  const { selected } = useSelection();
  const count = selected.length;
  return (
    <ConfirmButton
      variant="danger-outline"
      size="sm"
      label={count > 0 ? t("label", { count }) : t("none")}
      disabled={count === 0}
      confirmLabel={t("submit", { count })}
      title={t("title", { count })}
      action={() => action({ invitationIds: [...selected] })}
      successMessage={t("done", { count })}
      moveFocus={focusListTotal}
    >
      {t("consequences", { count })}
    </ConfirmButton>
  );
}
