"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { NoticePage } from "@/components/ui/notice-page";
import { isHealthy } from "./check-health";
import { RETRY_MS, TEXT } from "./text";

/** Shown while the database is unavailable. Reloads the page when the database is back and the tab is visible. */
export function MaintenanceNotice({ retry }: { readonly retry: () => void }) {
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.visibilityState === "visible" && (await isHealthy())) location.reload();
    }, RETRY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <NoticePage
      title={TEXT.title}
      actions={
        <Button variant="primary" size="lg" onClick={retry}>
          {TEXT.retry}
        </Button>
      }
    >
      {TEXT.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </NoticePage>
  );
}
