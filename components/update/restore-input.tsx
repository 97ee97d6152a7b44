"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { announce } from "@/components/ui/status-message";
import { leaveGuardEntry } from "@/components/ui/use-leave-guard";
import { keepDialogs } from "./kept-dialog";
import { isBeingFilledIn, restoreForms, takeKeptInput } from "./kept-input";

/** After an update, enters again what was entered on the page before it was loaded again. */
export function RestoreInput() {
  const t = useTranslations("update.restored");
  const restore = useEffectEvent(() => {
    const kept = takeKeptInput();
    if (!kept || Object.keys(kept.dialogs).length === 0) leaveGuardEntry();
    if (!kept) return;
    keepDialogs(kept.dialogs);
    // A form that keeps what is entered has restored it already.
    const hasInput = restoreForms(kept.forms) || isBeingFilledIn() || Object.keys(kept.dialogs).length > 0;
    announce(t(hasInput ? "withInput" : "withoutInput"));
  });
  useEffect(() => restore(), []); // once: a refresh of the page changes `t`, and must not end the guard of a form
  return null;
}
