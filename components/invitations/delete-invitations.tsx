"use client";

import { useTranslations } from "next-intl";
import { ConfirmAction } from "@/components/ui/confirm-action";
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
};

/** The button on the invitation's page. It asks for confirmation. */
export function DeleteInvitation(props: DeleteInvitationProps) {
  const t = useTranslations("invitations.delete");
  return (
    <ConfirmButton
      variant="danger-outline"
      label={t("submit")}
      {...useDeleteConfirmation(props)}
      moveFocus={focusMain}
    />
  );
}

/** The confirmation that the menu of a row in the list opens. */
export function ConfirmDelete({
  onClose,
  ...props
}: DeleteInvitationProps & { readonly onClose: () => void }) {
  const t = useTranslations("invitations.delete");
  return (
    <ConfirmAction
      confirmLabel={t("submit")}
      {...useDeleteConfirmation(props)}
      moveFocus={focusListTotal}
      onClose={onClose}
    />
  );
}

function useDeleteConfirmation({ id, username, name, action }: DeleteInvitationProps) {
  const t = useTranslations("invitations.delete");
  return {
    title: t("title", { name: isolated(name) }),
    action: () => action({ invitationIds: [id] }),
    successMessage: t("done", { name: isolated(name) }),
    children: t.rich("consequences", { ...richText, username }),
  };
}

/** The button in the bar for the selected rows. It asks for confirmation. */
export function DeleteSelected({ action }: { readonly action: DeleteInvitations }) {
  const t = useTranslations("invitations.delete.selected");
  const { selected } = useSelection();
  const count = selected.length;
  return (
    <ConfirmButton
      variant="danger-outline"
      size="sm"
      label={t("label")}
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
