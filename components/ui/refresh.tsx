"use client";

import { createContext, type ReactNode, use, useCallback } from "react";
import { isHealthy } from "@/components/maintenance/check-health";
import { isBeingFilledIn } from "@/components/update/kept-input";

const RefreshContext = createContext<() => Promise<void>>(async () => {});

type RefreshProviderProps = { readonly action: () => Promise<void>; readonly children: ReactNode };

export function RefreshProvider({ action, children }: RefreshProviderProps) {
  return <RefreshContext value={action}>{children}</RefreshContext>;
}

/**
 * Returns a function that reads the page again in the background. It does nothing while the tab is hidden, the server can't be
 * reached or something is being entered, which a page that leads to sign-in would lose. It calls an action, because the
 * router's own `refresh` loads a new document when the connection fails.
 */
export function useRefresh(): () => Promise<void> {
  const action = use(RefreshContext);
  return useCallback(async () => {
    const isIdle = document.visibilityState === "visible" && !isBeingFilledIn();
    if (isIdle && (await isHealthy())) await action().catch(() => undefined);
  }, [action]);
}
