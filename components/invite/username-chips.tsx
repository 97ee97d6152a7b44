"use client";

import { useTranslations } from "next-intl";
import {
  type ClipboardEvent,
  type Dispatch,
  type DragEvent,
  type FocusEvent,
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
} from "react";
import { announcementText } from "@/components/invite/announcement-text";
import { ChipList, focusChip } from "@/components/invite/chip-list";
import { takeEarlyTyping } from "@/components/invite/early-typing";
import {
  allUsernames,
  isList,
  type UsernamesChange,
  type UsernamesState,
} from "@/components/invite/usernames-state";
import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/field";
import { isComposing } from "@/components/ui/is-composing";
import { VERBATIM } from "@/components/ui/text-field";
import { cutText } from "@/lib/text";

type UsernameChipsProps = {
  readonly state: UsernamesState;
  readonly change: Dispatch<UsernamesChange>;
  readonly error: string | undefined;
};

export const USERNAMES_INPUT = "invite-usernames";

export function UsernameChips({ state, change, error }: UsernameChipsProps) {
  const t = useTranslations("invite.usernames");
  const announcements = useTranslations("invite.chips.announcements");
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const count = state.names.length;

  function handleKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const atStart = selectionStart === 0 && selectionEnd === 0;
    if (isComposing(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      change({ type: "add", text: value });
    } else if (event.key === "Backspace" && value === "" && !event.repeat) {
      const last = state.names.at(-1);
      if (last !== undefined) change({ type: "remove", name: last });
    } else if (event.key === "ArrowLeft" && atStart && count > 0) {
      event.preventDefault();
      focusChip(box.current, state.names.at(-1));
    }
  }

  /** @returns whether the text became chips instead of going into the input, which would drop its line breaks */
  function takeList(field: HTMLInputElement, text: string): boolean {
    if (!isList(text)) return false;
    const { value, selectionStart, selectionEnd } = field;
    const [before, after] = [value.slice(0, selectionStart ?? 0), value.slice(selectionEnd ?? 0)];
    change({ type: "paste", text, before, after });
    return true;
  }

  function handlePaste(event: ClipboardEvent<HTMLInputElement>) {
    if (takeList(event.currentTarget, event.clipboardData.getData("text"))) event.preventDefault();
  }

  function handleDrop(event: DragEvent<HTMLInputElement>) {
    if (takeList(event.currentTarget, event.dataTransfer.getData("text"))) event.preventDefault();
  }

  const continueTyping = useEffectEvent(() => {
    const text = takeEarlyTyping();
    if (text.trim() !== "") change({ type: "type", text: state.typed + text });
  });

  // At once, because the input has the focus from now on.
  useLayoutEffect(() => continueTyping(), []);

  // The keyboards of phones insert text from their own clipboard without a paste event. React has no event for it.
  useEffect(() => {
    const field = input.current;
    if (!field) return;
    const handleInsert = (event: InputEvent) => {
      const text = event.data ?? "";
      if (/[\r\n\t]/.test(text.trim()) && takeList(field, text)) event.preventDefault();
    };
    field.addEventListener("beforeinput", handleInsert);
    return () => field.removeEventListener("beforeinput", handleInsert);
  });

  function handleBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLInputElement>) {
    // The window lost the focus, not the field: the text is continued when people come back.
    if (document.activeElement === currentTarget) return;
    // A new chip could move the submit button from under the pointer. The form counts the typed text anyway.
    if (relatedTarget instanceof HTMLButtonElement && relatedTarget.type === "submit") return;
    if (currentTarget.value !== "") change({ type: "add", text: currentTarget.value });
  }

  return (
    <Field
      id={USERNAMES_INPUT}
      label={t("label")}
      aside={
        <span className="text-xs text-muted tabular-nums">
          {t("count", { count: allUsernames(state).length })}
        </span>
      }
      compact
      hint={t("hint")}
      error={error}
    >
      {(control) => (
        <>
          <div
            ref={box}
            data-invalid={Boolean(error)}
            className={cx(
              "input flex max-h-44 min-h-24 cursor-text flex-wrap content-start items-center gap-1.5",
              "overflow-y-auto px-2 py-2",
              "has-[input:focus]:ring-2 has-[input:focus]:ring-focus",
            )}
          >
            <ChipList names={state.names} reasons={state.reasons} change={change} />
            <input
              {...control}
              {...VERBATIM}
              ref={input}
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
              onDrop={handleDrop}
              onBlur={handleBlur}
            />
          </div>
          <p role="status" className="sr-only">
            {state.announcement && announcementText(announcements, state.announcement)}
          </p>
          {state.leftOut && (
            <p className="description">
              <bdi>{t("leftOut", { names: shorten(state.leftOut) })}</bdi>
            </p>
          )}
        </>
      )}
    </Field>
  );
}

function shorten(text: string): string {
  return text.length > 200 ? `${cutText(text, 200)}…` : text;
}
