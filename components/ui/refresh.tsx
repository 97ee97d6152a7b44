"use client";

import { createContext, type ReactNode, use, useCallback } from "react";
import { isHealthy } from "@/components/maintenance/check-health";
import { isBeingFilledIn } from "@/components/update/kept-input";

/** "return" if a person came back to the page, which counts as a use of the session. */
export type RefreshReason = "return" | "timer";
type Refresh = (reason: RefreshReason) => Promise<void>;

const RefreshContext = createContext<Refresh>(async () => {});

type RefreshProviderProps = { readonly action: Refresh; readonly children: ReactNode };

export function RefreshProvider({ action, children }: RefreshProviderProps) {
  return <RefreshContext value={action}>{children}</RefreshContext>;
}

/**
 * Returns a function that reads the page again in the background. It does nothing while the tab is hidden, the server can't be
 * reached, a menu is open, a list is loading or something is being entered, which a page that leads to sign-in would lose. It
 * calls an action, because the router's own `refresh` loads a new document when the connection fails.
 */
export function useRefresh(): Refresh {
  const action = use(RefreshContext);
  return useCallback(
    async (reason) => {
      if (isIdle() && (await isHealthy()) && isIdle()) await action(reason).catch(() => undefined);
    },
    [action],
  );
}

function isIdle(): boolean {
  return (
    document.visibilityState === "visible" && !isBeingFilledIn() && document.querySelector(BUSY) === null
  );
}

/** An open menu or sheet, or a list whose next rows are loading. */
const BUSY = "[aria-haspopup][aria-expanded=true], [popover=auto]:popover-open, [aria-busy=true]";
