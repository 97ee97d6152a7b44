"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InviteControlsContext, useInvite } from "@/components/invite/invite-controls";
import type { InviteFormProps } from "@/components/invite/invite-form";
import { useInviteDialog } from "@/components/invite/use-invite-dialog";
import { Button } from "@/components/ui/button";
import { SendIcon } from "@/components/ui/icons";

type InviteDialogProviderProps = {
  /** Null if the viewer can't invite users, or there is no parent organization. */
  readonly invite: InviteFormProps | null;
  readonly children: ReactNode;
};

/** Has the invite dialog for all buttons of a page, so that it stays open when the one that opened it disappears. */
export function InviteDialogProvider({ invite, children }: InviteDialogProviderProps) {
  const { dialog, ...controls } = useInviteDialog(invite);
  return (
    <InviteControlsContext value={invite && controls}>
      {children}
      {dialog}
    </InviteControlsContext>
  );
}

/** Opens the dialog that invites users of the parent. If the button that opened it is gone, the main button gets the focus. */
export function InviteButton({ isMain = false }: { readonly isMain?: boolean }) {
  const t = useTranslations("invite");
  const controls = useInvite();
  if (!controls) return null;
  const { button, open, preload } = controls;
  return (
    <Button
      {...(isMain && { ref: button })}
      variant={isMain ? "primary" : "outline"}
      size={isMain ? "md" : "sm"}
      onClick={open}
      onPointerEnter={preload}
      onFocus={preload}
    >
      {isMain && <SendIcon />}
      {isMain && (
        <span aria-hidden className="sm:hidden">
          {t("titleOnPhones")}
        </span>
      )}
      <span className={isMain ? "max-sm:sr-only" : ""}>{t("title")}</span>
    </Button>
  );
}
