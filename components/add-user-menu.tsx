"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { PlusIcon } from "@/components/icons";
import type { InviteFormProps } from "@/components/invite/invite-form";

const loadInviteDialog = () =>
  import("@/components/invite/invite-dialog").then((module) => module.InviteDialog);
const InviteDialog = dynamic(loadInviteDialog, { ssr: false });

/** The ways to add a user. There is one so far. */
export function AddUserMenu(invite: InviteFormProps) {
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <MenuTrigger>
        <Button className="button button--primary" onHoverStart={loadInviteDialog} onFocus={loadInviteDialog}>
          <PlusIcon />
          Add user
        </Button>
        <Popover placement="bottom end" className="floating min-w-56">
          <Menu aria-label="Add user" className="outline-none">
            <MenuItem className={ITEM} onAction={() => setInviting(true)}>
              Invite Parent User
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {inviting && <InviteDialog {...invite} onClose={() => setInviting(false)} />}
    </>
  );
}

const ITEM =
  "flex min-h-10 cursor-pointer items-center rounded-lg px-3 outline-none data-focused:bg-default md:min-h-9";
