"use client";

import type { ReactNode } from "react";
import { cx } from "./cx";
import { MoreIcon } from "./icons";
import { MenuTrigger, type Popup } from "./menu-button";

type MoreMenuProps = {
  /** "Actions for Grace Holloway". */
  readonly label: string;
  /** The menu: draws `popup` with what it offers. Called only once the menu has been opened, because a list has many. */
  readonly children: (popup: Popup) => ReactNode;
};

/** Three dots that open the menu of a table's row. The table disables them until the page is hydrated. */
export function MoreMenu({ label, children }: MoreMenuProps) {
  return (
    <MenuTrigger
      label={label}
      menuLabel={label}
      menu={children}
      className={cx(
        "grid size-11 place-items-center rounded-lg",
        "text-muted hover:bg-default hover:text-foreground",
        "aria-expanded:bg-default aria-expanded:text-foreground",
        "md:size-8",
      )}
    >
      <MoreIcon />
    </MenuTrigger>
  );
}
