import type { ReactNode } from "react";
import { initialsOf } from "@/lib/initials";
import { cx } from "./cx";
import type { PageHost } from "./plain-page";

type PageMarkProps = { readonly tone?: "success" | "neutral"; readonly children: ReactNode };

/** An icon above the title that shows how something ended. It is decorative, because the title says so, too. */
export function PageMark({ tone = "neutral", children }: PageMarkProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "grid size-12 place-items-center rounded-full [&_svg]:size-6",
        tone === "success" ? "bg-success-soft text-success-soft-foreground" : "bg-default text-muted",
      )}
    >
      {children}
    </span>
  );
}

/** The first letters of an organization's name in its color, above the title. A logo is at the top of the page instead. */
export function Monogram({ host }: { readonly host: PageHost }) {
  if (host.logo) return null;
  return (
    <span
      aria-hidden="true"
      translate="no"
      className="monogram grid size-12 place-items-center rounded-xl text-lg font-semibold select-none"
    >
      {initialsOf(host.name)}
    </span>
  );
}
