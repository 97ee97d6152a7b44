"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useHydrated } from "@/components/hydrated";

type BatchProgressProps = { readonly done: number; readonly size: number; readonly href: string };

const EVERY = 1500; // milliseconds

/** How far a batch is; the page is drawn anew as long as it runs. Without script a link does that. */
export function BatchProgress({ done, size, href }: BatchProgressProps) {
  const hydrated = useHydrated();
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, EVERY);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <div className="flex flex-col gap-2">
      <progress
        aria-label="Progress"
        value={done}
        max={size}
        className="h-2.5 w-full appearance-none overflow-hidden rounded-full bg-default accent-accent [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-default [&::-webkit-progress-value]:bg-accent"
      />
      <p className="text-muted">It goes on by itself: you can close this page and come back.</p>
      {!hydrated && (
        <a href={href} className="button button--outline self-start">
          Refresh
        </a>
      )}
    </div>
  );
}
