"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isHealthy } from "@/components/maintenance/check-health";

/** Refreshes the page when its tab becomes visible, so that it shows what others changed meanwhile. */
export function RefreshOnReturn() {
  const router = useRouter();
  useEffect(() => {
    async function refresh() {
      if (document.visibilityState !== "visible" || isDialogOpen()) return;
      // A failed refresh would replace the page, and lose what is typed there.
      if (await isHealthy()) router.refresh();
    }
    function handlePageShow(event: PageTransitionEvent) {
      if (event.persisted) refresh();
    }
    document.addEventListener("visibilitychange", refresh);
    window.addEventListener("pageshow", handlePageShow);
    return () => {
      document.removeEventListener("visibilitychange", refresh);
      window.removeEventListener("pageshow", handlePageShow);
    };
  }, [router]);
  return null;
}

/** A refresh leads a signed-out user to the sign-in page, which would lose what is typed in a dialog. */
function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}
