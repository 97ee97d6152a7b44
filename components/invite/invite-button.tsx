"use client";

import { useTranslations } from "next-intl";
import type { InviteFormProps } from "@/components/invite/invite-form";
import { useInviteDialog } from "@/components/invite/use-invite-dialog";
import { Button } from "@/components/ui/button";
import { SendIcon } from "@/components/ui/icons";

type InviteDialogState = ReturnType<typeof useInviteDialog>;

type InviteButtonProps = {
  readonly invite: InviteFormProps;
  /** For another one further down the page. */
  readonly isSecond?: boolean;
};

/** Opens the dialog that invites users of the parent. */
export function InviteButton({ invite, isSecond = false }: InviteButtonProps) {
  const { dialog, ...state } = useInviteDialog(invite, { restores: !isSecond });
  return (
    <>
      <InviteDialogButton {...state} isSecond={isSecond} />
      {dialog}
    </>
  );
}

type InviteDialogButtonProps = Omit<InviteDialogState, "dialog"> & Pick<InviteButtonProps, "isSecond">;

/** The button alone, for a component that has other controls that open the same dialog. */
export function InviteDialogButton({ button, open, preload, isSecond = false }: InviteDialogButtonProps) {
  const t = useTranslations("invite");
  return (
    <Button
      ref={button}
      variant={isSecond ? "outline" : "primary"}
      size={isSecond ? "sm" : "md"}
      onClick={open}
      onPointerEnter={preload}
      onFocus={preload}
    >
      {!isSecond && <SendIcon />}
      {t("title")}
    </Button>
  );
}
