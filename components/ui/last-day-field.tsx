"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { formatWeekday } from "@/lib/dates";
import { addDays, endOfQuarter } from "@/lib/days";
import { lastDayLimits } from "@/lib/last-day";
import { Button } from "./button";
import { useField } from "./form-state";
import { useOrganizationClock } from "./organization-clock";
import { TextField } from "./text-field";

type LastDayFieldProps = Omit<ComponentProps<typeof TextField>, "label" | "hint" | "type" | "min" | "max">;

/**
 * The last day of memberships in the organization of this console page, with buttons for those that people often choose. Browsers
 * show the day in their own language, so it is also below the field, in words.
 */
export function LastDayField({ onInput, ...props }: LastDayFieldProps) {
  const t = useTranslations("common.lastDay");
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const { value = props.defaultValue ?? "" } = useField(props.name);
  const [entered, setEntered] = useState(String(value));
  const day = formatWeekday(String(props.value ?? entered), locale);
  const { today, zoneName } = useOrganizationClock();
  const { first, last } = lastDayLimits(today);
  const suggested = [
    { label: t("inDays", { days: 7 }), day: addDays(today, 7) },
    { label: t("inDays", { days: 30 }), day: addDays(today, 30) },
    { label: t("endOfQuarter"), day: endOfQuarter(today) },
  ];

  // A browser can have restored what was entered before.
  useEffect(() => setEntered(input.current?.value ?? ""), []);

  /** Like choosing it in the field. React would ignore the event if `value` were set. */
  function choose(day: string) {
    if (!input.current) return;
    input.current.valueAsDate = new Date(day);
    input.current.dispatchEvent(new Event("input", { bubbles: true }));
  }

  return (
    <div className="flex flex-col gap-2">
      <TextField
        {...props}
        ref={input}
        label={t("label")}
        hint={day ? t("chosen", { day, zone: zoneName }) : t("hint", { zone: zoneName })}
        type="date"
        min={first}
        max={last}
        onInput={(event) => {
          setEntered(event.currentTarget.value);
          onInput?.(event);
        }}
      />
      <div className="flex flex-wrap gap-2 [@media(scripting:none)]:hidden">
        {suggested.map(({ label, day }) => (
          <Button key={label} size="sm" onClick={() => choose(day)}>
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}
