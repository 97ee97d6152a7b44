"use client";

import {
  type ClipboardEvent,
  type Dispatch,
  type FocusEvent,
  type KeyboardEvent,
  useId,
  useRef,
} from "react";
import { ChipList, focusChip } from "@/components/invite/chip-list";
import { allUsernames, type UsernamesChange, type UsernamesState } from "@/components/invite/usernames-state";
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
  const hint = useId();
  const count = state.names.length;

  function pressed(event: KeyboardEvent<HTMLInputElement>) {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const atStart = selectionStart === 0 && selectionEnd === 0;
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      change({ do: "enter", text: value });
    } else if (event.key === "Backspace" && value === "") {
      const last = state.names.at(-1);
      if (last !== undefined) change({ do: "remove", name: last });
    } else if (event.key === "ArrowLeft" && atStart && count > 0) {
      event.preventDefault();
      focusChip(box.current, state.names.at(-1));
    }
  }

  function pasted(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData("text");
    if (splitEntered(text.trim()).length < 2) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    change({
      do: "enter",
      text: value.slice(0, selectionStart ?? 0) + text + value.slice(selectionEnd ?? 0),
    });
  }

  function left({ currentTarget, relatedTarget }: FocusEvent<HTMLInputElement>) {
    // The form counts what is typed by itself: a chip made now could move its button from under the pointer.
    if (relatedTarget instanceof HTMLButtonElement && relatedTarget.type === "submit") return;
    if (currentTarget.value !== "") change({ do: "enter", text: currentTarget.value });
  }

  return (
    <div className="text-field">
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={USERNAMES_INPUT} className="label">
          Usernames
        </label>
        <span className="text-xs text-muted tabular-nums">
          {plural(allUsernames(state).length, "username")}
        </span>
      </div>
      <div
        ref={box}
        data-invalid={Boolean(error)}
        className="input flex max-h-44 min-h-24 cursor-text flex-wrap content-start items-center gap-1.5 overflow-y-auto px-2 py-2 has-[input:focus]:ring-2 has-[input:focus]:ring-focus"
      >
        <ChipList names={state.names} change={change} />
        <input
          // biome-ignore lint/a11y/noAutofocus: it is what the dialog was opened for.
          autoFocus
          id={USERNAMES_INPUT}
          value={state.typed}
          maxLength={100_000}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="enter"
          aria-describedby={hint}
          aria-invalid={Boolean(error)}
          className="h-7 min-w-32 flex-1 bg-transparent px-1 text-foreground outline-none"
          onChange={({ target, nativeEvent }) => {
            const composing = nativeEvent instanceof InputEvent && nativeEvent.isComposing;
            change({ do: composing ? "hold" : "type", text: target.value });
          }}
          onCompositionEnd={({ currentTarget }) => change({ do: "type", text: currentTarget.value })}
          onKeyDown={pressed}
          onPaste={pasted}
          onBlur={left}
        />
      </div>
      <p id={hint} className={error ? "text-xs text-danger-soft-foreground" : "description"}>
        {error ?? "Enter, comma, semicolon or space ends a username. You can paste many at once."}
      </p>
      <p role="status" className="sr-only">
        {state.said}
      </p>
    </div>
  );
}
