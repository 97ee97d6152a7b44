"use client";

import Link from "next/link";
import type { ComponentProps, RefObject } from "react";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { AriaLocale } from "./aria-locale";
import { cx } from "./cx";
import { floatingStyle } from "./floating-style";
import type { MenuAction } from "./menu-button";

type MenuPopupProps = {
  readonly label: string;
  readonly items: readonly MenuAction[];
  readonly trigger: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
};

/** The open menu of a `MenuButton` or a `MoreMenu`. */
export function MenuPopup({ label, items, trigger, onClose }: MenuPopupProps) {
  return (
    <AriaLocale>
      <Popover
        isOpen
        trigger="MenuTrigger"
        triggerRef={trigger}
        placement="bottom end"
        aria-label={label}
        onOpenChange={onClose}
        className={`${floatingStyle} min-w-48 max-w-[calc(100vw-1rem)]`}
      >
        <Menu aria-label={label} autoFocus="first" className="outline-none">
          {items.map((item) => (
            <MenuItem
              key={item.label}
              textValue={item.label}
              className={`${ITEM} ${item.disabledReason ? "text-muted" : TONES[item.tone ?? "default"]}`}
              {...behaviorOf(item, onClose)}
            >
              <span>{item.label}</span>
              {item.disabledReason && <span className="text-xs">{item.disabledReason}</span>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </AriaLocale>
  );
}

type ItemProps = ComponentProps<typeof MenuItem>;
type Behavior = Pick<ItemProps, "href" | "download" | "target" | "rel" | "onAction" | "render">;
type Render = NonNullable<ItemProps["render"]>;

function behaviorOf(item: MenuAction, close: () => void): Behavior {
  if (item.disabledReason) return { render: disabled };
  if ("href" in item) {
    const { href, download, newTab } = item;
    // Later, because the browser doesn't follow a link that is gone.
    const onAction = () => void setTimeout(close);
    if (download) return { href, download, onAction };
    if (newTab) return { href, target: "_blank", rel: "noopener", onAction };
    return { href, onAction, render: link };
  }
  return {
    onAction: () => {
      close();
      item.onAction();
    },
  };
}

/** Has the focus and does nothing, so that a screen reader reads the reason. An item with `isDisabled` is skipped. */
const disabled: Render = (props) =>
  "href" in props ? <a {...props} /> : <div {...props} aria-disabled="true" />;

/** Navigates without loading a new document. */
const link: Render = (props) => {
  if (!("href" in props)) return <div {...props} />;
  const { href = "", onClick, onMouseEnter, onTouchStart, ...others } = props;
  return (
    <Link
      {...others}
      href={href}
      prefetch={false}
      onClick={(event) => onClick?.(event)}
      onMouseEnter={(event) => onMouseEnter?.(event)}
      onTouchStart={(event) => onTouchStart?.(event)}
    />
  );
};

const ITEM = cx(
  "flex min-h-10 cursor-pointer flex-col justify-center",
  "rounded-lg px-3 py-1 leading-5 outline-none data-focused:bg-default md:min-h-9",
);

const TONES = { default: "", danger: "text-danger-soft-foreground" };
