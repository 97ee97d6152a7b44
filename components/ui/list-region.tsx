"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useTransition } from "react";
import { isStoppedOffline } from "./offline";

type ListNavigation = {
  /** @param replace the history's entry instead of adding one */
  readonly navigate: (href: string, replace?: boolean) => void;
  /** Whether the next rows are being loaded. */
  readonly pending: boolean;
};

const NavigationContext = createContext<ListNavigation | null>(null);

/** Keeps the current rows of a list, dimmed and busy, while the next ones load. */
export function ListRegion({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  function navigate(href: string, replace = false) {
    if (isStoppedOffline(() => navigate(href, replace), { resumes: true })) return;
    start(() => (replace ? router.replace(href, { scroll: false }) : router.push(href, { scroll: false })));
  }
  return (
    <NavigationContext value={{ navigate, pending }}>
      <section
        aria-label={label}
        aria-busy={pending}
        data-list=""
        className="group/list flex flex-col gap-2 sm:gap-3"
      >
        {children}
      </section>
    </NavigationContext>
  );
}

/** Navigates within a list. Outside a `ListRegion` it is `router.push`. */
export function useListNavigation(): ListNavigation {
  const router = useRouter();
  return use(NavigationContext) ?? { navigate: (href) => router.push(href), pending: false };
}
