"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { NoticePage } from "@/components/ui/notice-page";
import { reloadForUpdate } from "./reload";

/** In place of a page whose build the server no longer has. Loads it again, unless that didn't help just now. */
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
