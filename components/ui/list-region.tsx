"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useTransition } from "react";

const Navigate = createContext<((href: string) => void) | null>(null);

/** Holds a list with its search, filters and pages: while the next one comes, the old one stays in place, dimmed and busy. */
export function ListRegion({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const navigate = (href: string) => start(() => router.push(href, { scroll: false }));
  return (
    <Navigate value={navigate}>
      <section aria-label={label} aria-busy={pending} className="group/list flex flex-col gap-3">
        {children}
      </section>
    </Navigate>
  );
}

/** Goes to another view of the list; outside a `ListRegion` it goes there plainly. */
export function useListNavigation() {
  const router = useRouter();
  return use(Navigate) ?? router.push;
}
