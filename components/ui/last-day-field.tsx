"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { lastDayLimits } from "@/lib/last-day";
import { useOrganizationClock } from "./organization-clock";
import { TextField } from "./text-field";

type LastDayFieldProps = Omit<ComponentProps<typeof TextField>, "label" | "hint" | "type" | "min" | "max">;

/** The last day of memberships in the organization of this console page. */
export function LastDayField(props: LastDayFieldProps) {
  const t = useTranslations("common.lastDay");
  const { today, zoneName } = useOrganizationClock();
  const { first, last } = lastDayLimits(today);
  return (
    <TextField
      {...props}
      label={t("label")}
      hint={t("hint", { zone: zoneName })}
      type="date"
      min={first}
      max={last}
    />
  );
}
