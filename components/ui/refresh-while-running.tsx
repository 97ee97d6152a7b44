"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ButtonLink } from "./button-link";
import { useRefresh } from "./refresh";

const INTERVAL = 1500; // milliseconds
const SLOW_INTERVAL = 10_000; // milliseconds
const REFRESHES_BEFORE_SLOWDOWN = 20;

type RefreshWhileRunningProps = {
  readonly href: string;
  /** Refreshes less often after half a minute, for work that can take hours, such as emails while the mail server is down. */
  readonly slowsDown?: boolean;
};

/** Refreshes the page while this is mounted and the tab is visible. Without JavaScript, it is a link to the page. */
export function RefreshWhileRunning({ href, slowsDown = false }: RefreshWhileRunningProps) {
  const t = useTranslations("common");
  const refresh = useRefresh();
  useEffect(() => {
    let timer = setTimeout(repeat, INTERVAL);
    let refreshes = 0;
    let isUnmounted = false;
    async function repeat() {
      await refresh("timer");
      refreshes++;
      const interval = slowsDown && refreshes > REFRESHES_BEFORE_SLOWDOWN ? SLOW_INTERVAL : INTERVAL;
      if (!isUnmounted) timer = setTimeout(repeat, interval);
    }
    return () => {
      isUnmounted = true;
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
