"use client";

import { useEffect } from "react";
import { type RefreshReason, useRefresh } from "@/components/ui/refresh";

const INTERVAL = 60_000; // milliseconds

/**
 * Shows what others change: refreshes the page when somebody returns to it, and once a minute while it is visible. That also
 * keeps times like "3 minutes ago" right.
 */
export function KeepUpToDate() {
  const refresh = useRefresh();
  useEffect(() => {
    let isRefreshing = false;
    // Several events can tell of one return.
    async function refreshOnce(reason: RefreshReason) {
      if (isRefreshing) return;
      isRefreshing = true;
      await refresh(reason);
      isRefreshing = false;
    }
    const handleReturn = () => refreshOnce("return");
    const handlePageShow = ({ persisted }: PageTransitionEvent) => persisted && handleReturn();
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener("visibilitychange", handleReturn, { signal });
    window.addEventListener("focus", handleReturn, { signal });
    window.addEventListener("pageshow", handlePageShow, { signal });
    const timer = setInterval(() => refreshOnce("timer"), INTERVAL);
    return () => {
      listening.abort();
      clearInterval(timer);
    };
  }, [refresh]);
  return null;
}
