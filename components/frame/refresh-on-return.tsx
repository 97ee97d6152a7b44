"use client";

import { useEffect } from "react";
import { useRefresh } from "@/components/ui/refresh";

/** Refreshes the page when its tab becomes visible, so that it shows what others changed meanwhile. */
export function RefreshOnReturn() {
  const refresh = useRefresh();
  useEffect(() => {
    function handlePageShow(event: PageTransitionEvent) {
      if (event.persisted) refresh();
    }
    document.addEventListener("visibilitychange", refresh);
    window.addEventListener("pageshow", handlePageShow);
    return () => {
      document.removeEventListener("visibilitychange", refresh);
      window.removeEventListener("pageshow", handlePageShow);
    };
  }, [refresh]);
  return null;
}
