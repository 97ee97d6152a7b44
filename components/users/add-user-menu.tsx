"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { InviteDialogButton } from "@/components/invite/invite-button";
import type { InviteFormProps } from "@/components/invite/invite-form";
import { useInviteDialog } from "@/components/invite/use-invite-dialog";
import { buttonStyle } from "@/components/ui/button-style";
import { floatingStyle } from "@/components/ui/floating-style";
import { PlusIcon } from "@/components/ui/icons";
import { useHydrated } from "@/components/ui/use-hydrated";

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
  const menuButton = useRef<HTMLButtonElement>(null);
  const hydrated = useHydrated();
  const { dialog, ...inviteDialog } = useInviteDialog(invite);

  return (
    <>
      {invite && <InviteDialogButton {...inviteDialog} />}
      <MenuTrigger>
        <Button
          ref={menuButton}
          isDisabled={!hydrated}
          className={buttonStyle({ variant: invite ? "outline" : "primary" })}
          onHoverStart={inviteDialog.preload}
          onFocus={inviteDialog.preload}
        >
          <PlusIcon />
          {t("title")}
        </Button>
        <Popover placement="bottom end" className={`${floatingStyle} min-w-56`}>
          <Menu aria-label={t("title")} className="outline-none">
            {createHref && (
              <MenuItem className={ITEM} href={createHref}>
                {t("create")}
              </MenuItem>
            )}
            {invite && (
              <MenuItem className={ITEM} onAction={() => inviteDialog.open(menuButton)}>
                {t("invite")}
              </MenuItem>
            )}
            {invite && (
              <MenuItem className={ITEM} href={bulkInviteHref}>
                {t("bulkInvite")}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {dialog}
    </>
  );
}

const ITEM =
  "flex min-h-10 cursor-pointer items-center rounded-lg px-3 outline-none data-focused:bg-default md:min-h-9";
