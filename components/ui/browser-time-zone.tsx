"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { TIME_ZONE_COOKIE } from "@/lib/time-zone-cookie";

type BrowserTimeZoneProps = {
  /** What the server knows of the browser's time zone. */
  readonly known: string;
  /** Whether the page shows times in it. */
  readonly isUsed: boolean;
};

const YEAR = 365 * 24 * 60 * 60; // seconds

/** Tells the server the browser's time zone. The page is read again if it showed times in another one. */
export function BrowserTimeZone({ known, isUsed }: BrowserTimeZoneProps) {
  const router = useRouter();
  useEffect(() => {
    // Later, because asking for the time zone takes long in some browsers, and the page isn't ready before the effects have run.
    const timer = setTimeout(() => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      if (timeZone === known) return;
      const secure = location.protocol === "https:" ? "; secure" : "";
      // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store API.
      document.cookie = `${TIME_ZONE_COOKIE}=${timeZone}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
      if (isUsed) router.refresh();
    });
    return () => clearTimeout(timer);
  }, [known, isUsed, router]);
  return null;
}
