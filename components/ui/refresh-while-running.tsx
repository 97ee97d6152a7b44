"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useHydrated } from "./use-hydrated";

const EVERY = 1500; // milliseconds

/** Draws the page again and again as long as it is part of it. Without script a link does that. */
export function RefreshWhileRunning({ href }: { readonly href: string }) {
  const hydrated = useHydrated();
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, EVERY);
    return () => clearInterval(timer);
  }, [router]);
  if (hydrated) return null;
  return (
    <a href={href} className="button button--outline self-start">
      Refresh
    </a>
  );
}
