"use client";

import dynamic from "next/dynamic";
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

const loadInviteDialog = () =>
  import("@/components/invite/invite-dialog").then((module) => module.InviteDialog);
const InviteDialog = dynamic(loadInviteDialog, { ssr: false });

type AddUserMenuProps = {
  /** Null if the viewer can't create users. */
  readonly createHref: string | null;
  /** Null if the viewer can't invite users, or there is no parent organization. */
  readonly invite: InviteFormProps | null;
  readonly bulkInviteHref: string;
};

export function AddUserMenu({ createHref, invite, bulkInviteHref }: AddUserMenuProps) {
  const [inviting, setInviting] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const hydrated = useHydrated();
  const preload = () => {
    if (invite) loadInviteDialog();
  };

  function close() {
    flushSync(() => setInviting(false));
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
          Add user
        </Button>
        <Popover placement="bottom end" className={`${floatingStyle} min-w-56`}>
          <Menu aria-label="Add user" className="outline-none">
            {createHref && (
              <MenuItem className={ITEM} href={createHref}>
                Create user
              </MenuItem>
            )}
            {invite && (
              <MenuItem className={ITEM} onAction={() => setInviting(true)}>
                Invite Parent User
              </MenuItem>
            )}
            {invite && (
              <MenuItem className={ITEM} href={bulkInviteHref}>
                Invite many
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {invite && inviting && <InviteDialog {...invite} onClose={close} />}
    </>
  );
}

const ITEM =
  "flex min-h-10 cursor-pointer items-center rounded-lg px-3 outline-none data-focused:bg-default md:min-h-9";
