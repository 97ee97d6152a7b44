"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { ButtonLink } from "./button-link";
import { useHydrated } from "./use-hydrated";

const INTERVAL = 1500; // milliseconds

/** Refreshes the page while it is mounted and visible. Without JavaScript it is a link. */
export function RefreshWhileRunning({ href }: { readonly href: string }) {
  const hydrated = useHydrated();
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, INTERVAL);
    return () => clearInterval(timer);
  }, [router]);
  if (hydrated) return null;
  return (
    <ButtonLink href={href} className="self-start" newDocument>
      Refresh
    </ButtonLink>
  );
}
