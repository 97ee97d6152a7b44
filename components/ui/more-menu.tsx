"use client";

import { MoreIcon } from "./icons";
import { type MenuAction, MenuButton } from "./menu-button";

type MoreMenuProps = {
  /** "Actions for Grace Holloway". */
  readonly label: string;
  readonly items: readonly MenuAction[];
};

/** Three dots that open a menu. */
export function MoreMenu({ label, items }: MoreMenuProps) {
  return (
    <MenuButton
      label={label}
      menuLabel={label}
      items={items}
      className="grid size-9 place-items-center rounded-lg text-muted hover:bg-default hover:text-foreground aria-expanded:bg-default aria-expanded:text-foreground md:size-8"
    >
      <MoreIcon />
    </MenuButton>
  );
}
