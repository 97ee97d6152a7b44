"use client";

import { useTranslations } from "next-intl";
import { type Dispatch, type KeyboardEvent, memo, type ReactNode } from "react";
import type { UsernamesChange } from "@/components/invite/usernames-state";
import { cx } from "@/components/ui/cx";
import { CloseIcon } from "@/components/ui/icons";
import { isComposing } from "@/components/ui/is-composing";
import { richText } from "@/components/ui/rich-text";

type ChipListProps = {
  readonly names: readonly string[];
  /** Why some could not be invited, by name. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly change: Dispatch<UsernamesChange>;
};

/** Memoized, so that a thousand chips don't slow down typing. */
export const ChipList = memo(function ChipList({ names, reasons, change }: ChipListProps) {
  const t = useTranslations("invite.chips");
  if (names.length === 0) return null;
  return (
    <ul aria-label={t("label")} className="contents">
      {names.map((name) => (
        <UsernameChip key={name} name={name} reason={reasons.get(name)} change={change} />
      ))}
    </ul>
  );
});

export function focusChip(box: Element | null, name: string | undefined) {
  if (name === undefined) return;
  box?.querySelector<HTMLElement>(`[data-chip="${CSS.escape(name)}"]`)?.focus();
}

type UsernameChipProps = {
  readonly name: string;
  readonly reason: string | undefined;
  readonly change: Dispatch<UsernamesChange>;
};

const UsernameChip = memo(function UsernameChip({ name, reason, change }: UsernameChipProps) {
  const t = useTranslations("invite.chips");

  function remove(chip: HTMLElement) {
    neighbor(chip).focus();
    change({ type: "remove", name });
  }

  function edit(chip: HTMLElement) {
    inputOf(chip)?.focus();
    change({ type: "edit", name });
  }

  function handleKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    const chip = event.currentTarget;
    if (isComposing(event)) return;
    switch (event.key) {
      case "Enter":
      case "F2":
        edit(chip);
        break;
      case "Delete":
      case "Backspace":
        if (!event.repeat) remove(chip);
        break;
      case "ArrowLeft":
        previous(chip)?.focus();
        break;
      case "ArrowRight":
        (next(chip) ?? inputOf(chip))?.focus();
        break;
      case "Home":
        first(chip)?.focus();
        break;
      case "End":
        inputOf(chip)?.focus();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  return (
    <li
      className={cx(
        "flex max-w-full min-w-0 items-center rounded-md",
        reason ? "bg-warning-soft text-warning-soft-foreground" : "bg-default text-foreground",
      )}
    >
      <button
        type="button"
        data-chip={name}
        tabIndex={-1}
        aria-roledescription={t("role")}
        title={t("keys")}
        className={`truncate rounded-md ps-2 leading-7 ${reason ? "max-w-full" : "max-w-64"}`}
        onKeyDown={handleKeyDown}
        onDoubleClick={({ currentTarget }) => edit(currentTarget)}
      >
        {reason ? (
          t.rich("failed", { name: richText.name, reason: SMALL, username: name, why: reason })
        ) : (
          <bdi>{name}</bdi>
        )}
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t("remove", { username: name })}
        className="grid size-7 shrink-0 place-items-center rounded-md text-muted hover:text-foreground"
        onClick={({ currentTarget }) => remove(currentTarget)}
      >
        <CloseIcon />
      </button>
    </li>
  );
});

const SMALL = (text: ReactNode) => <span className="text-xs">{text}</span>;

function first(chip: HTMLElement) {
  return chip.closest("ul")?.querySelector<HTMLElement>("[data-chip]");
}

function previous(chip: HTMLElement) {
  return chip.closest("li")?.previousElementSibling?.querySelector<HTMLElement>("[data-chip]");
}

function next(chip: HTMLElement) {
  return chip.closest("li")?.nextElementSibling?.querySelector<HTMLElement>("[data-chip]");
}

function inputOf(chip: HTMLElement) {
  return chip.closest("ul")?.parentElement?.querySelector("input");
}

/** Where the focus goes when a chip is removed. */
function neighbor(chip: HTMLElement): HTMLElement {
  return next(chip) ?? previous(chip) ?? inputOf(chip) ?? chip;
}
