"use client";

import Link, { useLinkStatus } from "next/link";
import type { MouseEvent, ReactNode } from "react";

type FrameLinkProps = {
  readonly href: string;
  readonly className?: string;
  readonly current?: boolean;
  readonly children: ReactNode;
};

/** A link of the frame: closes the drawer or panel that it stands in, and shows that its page is on the way. */
export function NavLink({ href, className = "", current = false, children }: FrameLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      className={`relative ${className}`}
      onClick={closeAround}
    >
      {children}
      <OnTheWay />
    </Link>
  );
}

function OnTheWay() {
  const { pending } = useLinkStatus();
  return pending && <span aria-hidden="true" className="on-the-way" />;
}

function closeAround({ currentTarget, metaKey, ctrlKey, shiftKey }: MouseEvent<HTMLElement>) {
  if (metaKey || ctrlKey || shiftKey) return;
  for (const popover of document.querySelectorAll<HTMLElement>("[popover]:popover-open")) {
    if (popover.contains(currentTarget)) popover.hidePopover();
  }
}
