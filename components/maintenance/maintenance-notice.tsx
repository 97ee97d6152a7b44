"use client";

import { useEffect } from "react";
import { NoticePage } from "@/components/ui/notice-page";
import { isHealthy } from "./check-health";
import { RETRY_MS, TEXT } from "./text";

/** The database is away or too slow. Loads the page again when it answers, while somebody looks at it. */
export function MaintenanceNotice({ retry }: { readonly retry: () => void }) {
  useEffect(() => {
    const asking = setInterval(async () => {
      if (document.visibilityState === "visible" && (await isHealthy())) location.reload();
    }, RETRY_MS);
    return () => clearInterval(asking);
  }, []);
  return (
    <NoticePage
      title={TEXT.title}
      ways={
        <button type="button" className="button button--lg button--primary" onClick={retry}>
          {TEXT.again}
        </button>
      }
    >
      {TEXT.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </NoticePage>
  );
}
