"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { followedLink } from "./followed-link";
import { isStoppedOffline, type Stopped, showOffline } from "./offline";
import { useWhenOnline } from "./use-online";

/**
 * A bar that shows when a link is followed offline, while the page stays. It disappears when the connection is back. It is in the
 * root layout.
 */
export function OfflineNotice() {
  const t = useTranslations("maintenance");
  const common = useTranslations("common");
  const [stopped, setStopped] = useState<Stopped | null>(null);

  useEffect(() => showOffline(setStopped), []);

  useWhenOnline(() => {
    setStopped(null);
    if (stopped?.resumes) stopped.retry();
  });

  useEffect(() => {
    // Before the listeners of React and of forms with unsaved changes.
    function handleClick(event: MouseEvent) {
      const link = followedLink(event);
      if (!link) return;
      setStopped(null);
      if (!isStoppedOffline(() => follow(link))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    addEventListener("click", handleClick, true);
    return () => removeEventListener("click", handleClick, true);
  }, []);

  function retry() {
    setStopped(null);
    stopped?.retry();
  }

  return (
    <div role="status" className="fixed inset-x-0 bottom-0 z-60">
      {stopped && (
        <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 border-t border-border bg-overlay px-4 py-3">
          <p>{common("failures.offline")}</p>
          <Button size="sm" onClick={retry}>
            {t("retry")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Clicks again, unless the link has disappeared with its menu. */
function follow(link: HTMLAnchorElement) {
  if (link.isConnected) link.click();
  else location.assign(link.href);
}
