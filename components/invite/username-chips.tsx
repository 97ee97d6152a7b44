"use client";

import { type ClipboardEvent, type Dispatch, type FocusEvent, type KeyboardEvent, useRef } from "react";
import { ChipList, focusChip } from "@/components/invite/chip-list";
import { allUsernames, type UsernamesChange, type UsernamesState } from "@/components/invite/usernames-state";
import { Field } from "@/components/ui/field";
import { VERBATIM } from "@/components/ui/text-field";
import { plural } from "@/lib/plural";
import { splitEntered } from "@/lib/usernames";

type UsernameChipsProps = {
  readonly state: UsernamesState;
  readonly change: Dispatch<UsernamesChange>;
  readonly error: string | undefined;
};

export const USERNAMES_INPUT = "usernames";

export function UsernameChips({ state, change, error }: UsernameChipsProps) {
  const box = useRef<HTMLDivElement>(null);
  const count = state.names.length;

  function handleKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const atStart = selectionStart === 0 && selectionEnd === 0;
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      change({ type: "add", text: value });
    } else if (event.key === "Backspace" && value === "") {
      const last = state.names.at(-1);
      if (last !== undefined) change({ type: "remove", name: last });
    } else if (event.key === "ArrowLeft" && atStart && count > 0) {
      event.preventDefault();
      focusChip(box.current, state.names.at(-1));
    }
  }

  function handlePaste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData("text");
    if (splitEntered(text.trim()).length < 2) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    change({
      type: "add",
      text: value.slice(0, selectionStart ?? 0) + text + value.slice(selectionEnd ?? 0),
    });
  }

  function handleBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLInputElement>) {
    // A new chip could move the submit button from under the pointer. The form counts the typed text anyway.
    if (relatedTarget instanceof HTMLButtonElement && relatedTarget.type === "submit") return;
    if (currentTarget.value !== "") change({ type: "add", text: currentTarget.value });
  }

  return (
    <Field
      id={USERNAMES_INPUT}
      label="Usernames"
      aside={
        <span className="text-xs text-muted tabular-nums">
          {plural(allUsernames(state).length, "username")}
        </span>
      }
      compact
      hint="Enter, comma, semicolon or space ends a username. You can paste many at once."
      error={error}
    >
      {(control) => (
        <>
          <div
            ref={box}
            data-invalid={Boolean(error)}
            className="input flex max-h-44 min-h-24 cursor-text flex-wrap content-start items-center gap-1.5 overflow-y-auto px-2 py-2 has-[input:focus]:ring-2 has-[input:focus]:ring-focus"
          >
            <ChipList names={state.names} change={change} />
            <input
              {...control}
              {...VERBATIM}
              // biome-ignore lint/a11y/noAutofocus: people open the dialog to type usernames.
              autoFocus
              value={state.typed}
              maxLength={100_000}
              autoComplete="off"
              enterKeyHint="enter"
              className="h-7 min-w-32 flex-1 bg-transparent px-1 text-foreground outline-none"
              onChange={({ target, nativeEvent }) => {
                const composing = nativeEvent instanceof InputEvent && nativeEvent.isComposing;
                change({ type: composing ? "compose" : "type", text: target.value });
              }}
              onCompositionEnd={({ currentTarget }) => change({ type: "type", text: currentTarget.value })}
              onKeyDown={handleKeyDown}
              onPaste={handlePaste}
              onBlur={handleBlur}
            />
          </div>
          <p role="status" className="sr-only">
            {state.announcement}
          </p>
        </>
      )}
    </Field>
  );
}
