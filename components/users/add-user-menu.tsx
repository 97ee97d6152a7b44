"use client";

import { useTranslations } from "next-intl";
import { InviteButton } from "@/components/invite/invite-button";
import { useInvite } from "@/components/invite/invite-controls";
import { buttonStyle } from "@/components/ui/button-style";
import { PlusIcon } from "@/components/ui/icons";
import { type MenuAction, MenuButton } from "@/components/ui/menu-button";

type AddUserMenuProps = {
  /** Null if the viewer can't create users. */
  readonly createHref: string | null;
  readonly bulkInviteHref: string;
};

/** The menu of all ways to add a user, and a button for the most frequent one. */
export function AddUserMenu({ createHref, bulkInviteHref }: AddUserMenuProps) {
  const t = useTranslations("users.add");
  const invite = useInvite();
  const items: MenuAction[] = [
    ...(createHref ? [{ label: t("create"), href: createHref }] : []),
    ...(invite
      ? [
          { label: t("invite"), onAction: invite.open },
          { label: t("bulkInvite"), href: bulkInviteHref },
        ]
      : []),
  ];

  return (
    <>
      <InviteButton isMain />
      <MenuButton
        menuLabel={t("title")}
        items={items}
        {...(invite && { onPreload: invite.preload })}
        className={buttonStyle({
          variant: invite ? "outline" : "primary",
          className: invite ? "max-sm:size-10 max-sm:px-0" : "",
        })}
      >
        <PlusIcon />
        <span className={invite ? "max-sm:sr-only" : ""}>{t("title")}</span>
      </MenuButton>
    </>
  );
}
