"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useTransition } from "react";

const NavigateContext = createContext<((href: string) => void) | null>(null);

/** Keeps the current rows of a list, dimmed and busy, while the next ones load. */
export function ListRegion({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const navigate = (href: string) => start(() => router.push(href, { scroll: false }));
  return (
    <NavigateContext value={navigate}>
      <section aria-label={label} aria-busy={pending} className="group/list flex flex-col gap-3">
        {children}
      </section>
    </NavigateContext>
  );
}

/** Navigates within a list. Outside a `ListRegion` it is `router.push`. */
export function useListNavigation() {
  const router = useRouter();
  return use(NavigateContext) ?? router.push;
}
