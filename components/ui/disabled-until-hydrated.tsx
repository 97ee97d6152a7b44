"use client";

import type { ReactNode } from "react";
import { useHydrated } from "./use-hydrated";

/** Disables the controls inside until the page is hydrated. All at once, because React would draw each of a long list again. */
export function DisabledUntilHydrated({ children }: { readonly children: ReactNode }) {
  return (
    <fieldset role="presentation" disabled={!useHydrated()} className="contents">
      {children}
    </fieldset>
  );
}
