"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isHealthy } from "@/components/maintenance/check-health";

/** Draws the page anew when its tab is looked at again, so that it shows what others did meanwhile. */
export function RefreshOnReturn() {
  const router = useRouter();
  useEffect(() => {
    async function refresh() {
      if (document.visibilityState !== "visible" || somethingIsUnfinished()) return;
      // A refresh that fails leads away from the page, and from what is typed there.
      if (await isHealthy()) router.refresh();
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
