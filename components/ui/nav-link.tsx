"use client";

import Link, { useLinkStatus } from "next/link";
import type { MouseEvent, ReactNode } from "react";

type NavLinkProps = {
  readonly href: string;
  readonly className?: string;
  /** Leads to this page, or to an item that is the current one of its list. */
  readonly current?: boolean | "item";
  /** Leaves a form without asking about its unsaved changes. */
  readonly discards?: boolean;
  /** For screen readers, if it says more than the visible text, which it contains. */
  readonly label?: string | undefined;
  readonly children: ReactNode;
};

/** A link inside the console. Closes the popover that contains it, and shows when its page takes long to load. */
export function NavLink({
  href,
  className = "",
  current = false,
  discards = false,
  label,
  children,
}: NavLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={label}
      aria-current={current === "item" ? "true" : current ? "page" : undefined}
      data-discards={discards || undefined}
      className={`relative ${className}`}
      onClick={closePopovers}
    >
      {children}
      <PendingIndicator />
    </Link>
  );
}

function PendingIndicator() {
  const { pending } = useLinkStatus();
  return (
    pending && (
      <span
        aria-hidden="true"
        className="absolute inset-x-2 bottom-0 h-0.5 animate-pending rounded-full bg-accent"
      />
    )
  );
}

function closePopovers({ currentTarget, metaKey, ctrlKey, shiftKey }: MouseEvent<HTMLElement>) {
  if (metaKey || ctrlKey || shiftKey) return;
  for (const popover of document.querySelectorAll<HTMLElement>("[popover]:popover-open")) {
    if (popover.contains(currentTarget)) popover.hidePopover();
  }
}
