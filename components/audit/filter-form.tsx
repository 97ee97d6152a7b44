"use client";

import { type FocusEvent, type FormEvent, type ReactNode, useRef } from "react";
import { cx } from "@/components/ui/cx";
import { ListForm } from "@/components/ui/list-form";
import type { ListAddress } from "@/components/ui/list-url";
import { useKeptFocus } from "@/components/ui/use-kept-focus";

type FilterFormProps = {
  readonly label: string;
  readonly address: ListAddress;
  /** The names of its fields. */
  readonly fields: readonly string[];
  /** Texts that are complete as soon as they are typed or chosen. Others are when the field loses the focus. */
  readonly known: readonly string[];
  /** When it changes, the fields are drawn again. */
  readonly version: string;
  readonly children: ReactNode;
};

/** Applies each filter as soon as it is complete. Without JavaScript it has a button for that. */
export function FilterForm({ label, address, fields, known, version, children }: FilterFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const rememberFocus = useKeptFocus(form, version);

  function apply(event: FormEvent) {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.type === "text" && !isKnown(field.value)) return;
    submit();
  }

  function applyText({ target }: FocusEvent) {
    const isChanged = target instanceof HTMLInputElement && target.value.trim() !== target.defaultValue;
    if (isChanged && target.type === "text") submit();
  }

  function isKnown(text: string): boolean {
    return text === "" || known.includes(text);
  }

  /** Doesn't, if a date isn't valid. */
  function submit() {
    if (form.current?.checkValidity()) form.current.requestSubmit();
  }

  return (
    <ListForm address={address} fields={fields} className="w-full sm:order-last">
      <fieldset
        ref={(fieldset) => {
          form.current = fieldset?.form ?? null;
        }}
        aria-label={label}
        onChange={apply}
        onBlur={applyText}
        onFocus={rememberFocus}
      >
        <div
          key={version}
          className={cx(
            "grid grid-cols-2 items-end gap-3",
            "sm:grid-cols-[repeat(3,minmax(0,1fr))]",
            "xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,0.8fr)_auto_auto]",
          )}
        >
          {children}
        </div>
      </fieldset>
    </ListForm>
  );
}
