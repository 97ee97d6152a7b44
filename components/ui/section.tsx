import type { ReactNode } from "react";

type SectionProps = {
  readonly headingId: string;
  readonly title: string;
  /** Shown at the end of the heading's line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** A part of a page with its heading. */
export function Section({ headingId, title, aside, children }: SectionProps) {
  return (
    <section aria-labelledby={headingId} className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h2 id={headingId} className="text-lg font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
