"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ButtonLink } from "./button-link";
import { useRefresh } from "./refresh";

const INTERVAL = 1500; // milliseconds
const SLOW = { after: 20, interval: 10_000 };

type RefreshWhileRunningProps = {
  readonly href: string;
  /** For what can take hours, such as emails while the mail server is down. */
  readonly slowsDown?: boolean;
};

/** Refreshes the page while it is mounted and visible. Without JavaScript it is a link. */
export function RefreshWhileRunning({ href, slowsDown = false }: RefreshWhileRunningProps) {
  const t = useTranslations("common");
  const refresh = useRefresh();
  useEffect(() => {
    let timer = setTimeout(repeat, INTERVAL);
    let times = 0;
    let hasEnded = false;
    async function repeat() {
      await refresh();
      times++;
      const interval = slowsDown && times > SLOW.after ? SLOW.interval : INTERVAL;
      if (!hasEnded) timer = setTimeout(repeat, interval);
    }
    return () => {
      hasEnded = true;
      clearTimeout(timer);
    };
  }, [refresh, slowsDown]);
  return (
    <noscript>
      <ButtonLink href={href} className="self-start" newDocument>
        {t("refresh")}
      </ButtonLink>
    </noscript>
  );
}
