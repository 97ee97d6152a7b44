"use client";

import { type Dispatch, type KeyboardEvent, memo } from "react";
import type { UsernamesChange } from "@/components/invite/usernames-state";
import { CloseIcon } from "@/components/ui/icons";

type ChipListProps = { readonly names: readonly string[]; readonly change: Dispatch<UsernamesChange> };

/** Plain buttons, drawn again only when the names change: a thousand of them do not slow the typing beside them. */
export const ChipList = memo(function ChipList({ names, change }: ChipListProps) {
  if (names.length === 0) return null;
  return (
    <ul aria-label="Entered usernames" className="contents">
      {names.map((name) => (
        <UsernameChip key={name} name={name} change={change} />
      ))}
    </ul>
  );
});

export function focusChip(box: Element | null, name: string | undefined) {
  if (name === undefined) return;
  box?.querySelector<HTMLElement>(`[data-chip="${CSS.escape(name)}"]`)?.focus();
}

type UsernameChipProps = { readonly name: string; readonly change: Dispatch<UsernamesChange> };

const UsernameChip = memo(function UsernameChip({ name, change }: UsernameChipProps) {
  function remove(from: HTMLElement) {
    neighbour(from).focus();
    change({ do: "remove", name });
  }

  function edit(from: HTMLElement) {
    input(from)?.focus();
    change({ do: "edit", name });
  }

  function pressed(event: KeyboardEvent<HTMLButtonElement>) {
    const chip = event.currentTarget;
    switch (event.key) {
      case "Enter":
      case "F2":
        edit(chip);
        break;
      case "Delete":
      case "Backspace":
        remove(chip);
        break;
      case "ArrowLeft":
        before(chip)?.focus();
        break;
      case "ArrowRight":
        (after(chip) ?? input(chip))?.focus();
        break;
      case "Home":
        first(chip)?.focus();
        break;
      case "End":
        input(chip)?.focus();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  return (
    <li className="flex max-w-full min-w-0 items-center rounded-md bg-default text-foreground">
      <button
        type="button"
        data-chip={name}
        tabIndex={-1}
        aria-roledescription="username"
        title="Enter edits, Delete removes"
        className="max-w-64 truncate rounded-md ps-2 leading-7"
        onKeyDown={pressed}
        onDoubleClick={({ currentTarget }) => edit(currentTarget)}
      >
        <bdi>{name}</bdi>
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Remove ${name}`}
        className="grid size-7 shrink-0 place-items-center rounded-md text-muted hover:text-foreground"
        onClick={({ currentTarget }) => remove(currentTarget)}
      >
        <CloseIcon />
      </button>
    </li>
  );
});

function first(from: HTMLElement) {
  return from.closest("ul")?.querySelector<HTMLElement>("[data-chip]");
}

function before(from: HTMLElement) {
  return from.closest("li")?.previousElementSibling?.querySelector<HTMLElement>("[data-chip]");
}

function after(from: HTMLElement) {
  return from.closest("li")?.nextElementSibling?.querySelector<HTMLElement>("[data-chip]");
}

function input(from: HTMLElement) {
  return from.closest("ul")?.parentElement?.querySelector("input");
}

function neighbour(from: HTMLElement): HTMLElement {
  return after(from) ?? before(from) ?? input(from) ?? from;
}
