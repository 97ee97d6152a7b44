"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { NoticePage } from "@/components/ui/notice-page";
import { isHealthy, RETRY_MS } from "./check-health";

/** Shown while the database is unavailable. Reloads the page when the database is back and the tab is visible. */
export function MaintenanceNotice({ retry }: { readonly retry: () => void }) {
  const t = useTranslations("maintenance");
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.visibilityState === "visible" && (await isHealthy())) location.reload();
    }, RETRY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <NoticePage
      title={t("title")}
      actions={
        <Button variant="primary" size="lg" onClick={retry}>
          {t("retry")}
        </Button>
      }
    >
      <p>{t("reason")}</p>
      <p>{t("next")}</p>
    </NoticePage>
  );
}
