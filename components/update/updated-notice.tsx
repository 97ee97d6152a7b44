"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { NoticePage } from "@/components/ui/notice-page";
import { reloadForUpdate } from "./reload";

/** Replaces a page whose build the server no longer has. Reloads it, unless it has just been reloaded in vain. */
export function UpdatedNotice() {
  const t = useTranslations("update.notice");
  useEffect(() => {
    reloadForUpdate();
  }, []);
  return (
    <NoticePage
      title={t("title")}
      actions={
        <Button variant="primary" size="lg" onClick={() => location.reload()}>
          {t("submit")}
        </Button>
      }
    >
      <p>{t("text")}</p>
    </NoticePage>
  );
}
