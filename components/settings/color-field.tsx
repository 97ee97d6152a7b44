"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { ContrastReport } from "@/components/settings/contrast-report";
import { controlStyle, Field } from "@/components/ui/field";
import { useField } from "@/components/ui/form-state";
import { useHydrated } from "@/components/ui/use-hydrated";
import { DEFAULT_COLOR } from "@/lib/color";

type ColorFieldProps = {
  readonly saved: string | null;
  /** The entered color. Null while the text isn't a color. */
  readonly color: string | null;
  readonly onEnter: (text: string) => void;
};

/** A color as text, with the browser's color picker beside it. */
export function ColorField({ saved, color, onEnter }: ColorFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const hydrated = useHydrated();
  const t = useTranslations("settings.color");
  const { value, error } = useField("color");

  function pick(picked: string) {
    if (input.current) input.current.value = picked;
    onEnter(picked);
  }

  return (
    <div className="flex flex-col gap-1.5">
      <Field label={t("label")} hint={t("hint")} error={error}>
        {(control) => (
          <div className="flex gap-2">
            <input
              {...control}
              ref={input}
              name="color"
              defaultValue={value ?? saved ?? ""}
              onChange={(event) => onEnter(event.target.value)}
              placeholder={DEFAULT_COLOR}
              maxLength={7}
              autoComplete="off"
              spellCheck={false}
              className={controlStyle()}
            />
            <input
              type="color"
              aria-label={t("pick")}
              disabled={!hydrated}
              value={color ?? DEFAULT_COLOR}
              onChange={(event) => pick(event.target.value)}
              className="h-11 w-14 shrink-0 rounded-md border border-border bg-field p-1"
            />
          </div>
        )}
      </Field>
      <div role="status" className="empty:-mt-1.5">
        {color && <ContrastReport color={color} />}
      </div>
    </div>
  );
}
