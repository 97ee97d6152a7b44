"use client";

import { useTranslations } from "next-intl";
import { InviteDialogButton } from "@/components/invite/invite-button";
import type { InviteFormProps } from "@/components/invite/invite-form";
import { useInviteDialog } from "@/components/invite/use-invite-dialog";
import { buttonStyle } from "@/components/ui/button-style";
import { PlusIcon } from "@/components/ui/icons";
import { type MenuAction, MenuButton } from "@/components/ui/menu-button";

type AddUserMenuProps = {
  /** Null if the viewer can't create users. */
  readonly createHref: string | null;
  /** Null if the viewer can't invite users, or there is no parent organization. */
  readonly invite: InviteFormProps | null;
  readonly bulkInviteHref: string;
};

/** The menu of all ways to add a user, and a button for the most frequent one. */
export function AddUserMenu({ createHref, invite, bulkInviteHref }: AddUserMenuProps) {
  const t = useTranslations("users.add");
  const { dialog, open, ...button } = useInviteDialog(invite);
  const items: MenuAction[] = [
    ...(createHref ? [{ label: t("create"), href: createHref }] : []),
    ...(invite
      ? [
          { label: t("invite"), onAction: open },
          { label: t("bulkInvite"), href: bulkInviteHref },
        ]
      : []),
  ];

  return (
    <>
      {invite && <InviteDialogButton {...button} open={open} />}
      <MenuButton
        menuLabel={t("title")}
        items={items}
        onPreload={button.preload}
        className={buttonStyle({
          variant: invite ? "outline" : "primary",
          className: invite ? "max-sm:size-10 max-sm:px-0" : "",
        })}
      >
        <PlusIcon />
        <span className={invite ? "max-sm:sr-only" : ""}>{t("title")}</span>
      </MenuButton>
      {dialog}
    </>
  );
}
