"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Draws the page anew when its tab is looked at again, so that it shows what others did meanwhile. */
export function RefreshOnReturn() {
  const router = useRouter();
  useEffect(() => {
    function refresh() {
      if (document.visibilityState === "visible" && !somethingIsUnfinished()) router.refresh();
    }
    function restored(event: PageTransitionEvent) {
      if (event.persisted) refresh();
    }
    document.addEventListener("visibilitychange", refresh);
    window.addEventListener("pageshow", restored);
    return () => {
      document.removeEventListener("visibilitychange", refresh);
      window.removeEventListener("pageshow", restored);
    };
  }, [router]);
  return null;
}

/** Whoever was signed out meanwhile is led away by a refresh, and must not lose what a dialog holds. */
function somethingIsUnfinished(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}
