"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { flushSync } from "react-dom";
import type { InviteFormProps } from "@/components/invite/invite-form";
import { buttonStyle } from "@/components/ui/button-style";
import { floatingStyle } from "@/components/ui/floating-style";
import { PlusIcon } from "@/components/ui/icons";
import { useHydrated } from "@/components/ui/use-hydrated";
import { forgetDialog, INVITE_DIALOG, useWasOpen } from "@/components/update/kept-dialog";
import { loadPart } from "@/components/update/load-part";

const loadInviteDialog = () =>
  import("@/components/invite/invite-dialog").then((module) => module.InviteDialog);
const InviteDialog = dynamic(() => loadPart(loadInviteDialog), { ssr: false });

type AddUserMenuProps = {
  /** Null if the viewer can't create users. */
  readonly createHref: string | null;
  /** Null if the viewer can't invite users, or there is no parent organization. */
  readonly invite: InviteFormProps | null;
  readonly bulkInviteHref: string;
};

export function AddUserMenu({ createHref, invite, bulkInviteHref }: AddUserMenuProps) {
  const t = useTranslations("users.add");
  const [inviting, setInviting] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useWasOpen(INVITE_DIALOG);
  const hydrated = useHydrated();
  const preload = () => {
    if (invite) loadInviteDialog().catch(() => undefined);
  };

  function close() {
    flushSync(() => {
      setInviting(false);
      forgetDialog(INVITE_DIALOG);
    });
    // The dialog would return the focus to the menu item, which is gone.
    button.current?.focus();
  }

  return (
    <>
      <MenuTrigger>
        <Button
          ref={button}
          isDisabled={!hydrated}
          className={buttonStyle({ variant: "primary" })}
          onHoverStart={preload}
          onFocus={preload}
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
              <MenuItem className={ITEM} onAction={() => setInviting(true)}>
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
      {invite && (inviting || wasOpen) && <InviteDialog {...invite} onClose={close} />}
    </>
  );
}

const ITEM =
  "flex min-h-10 cursor-pointer items-center rounded-lg px-3 outline-none data-focused:bg-default md:min-h-9";
