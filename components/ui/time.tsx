import type { ReactNode } from "react";

type TimeProps = { readonly date: Date; readonly children: ReactNode };

/** A moment, with the exact time as a tooltip (`TimeTooltip`). The text can differ from the server's, which hydration accepts. */
export function Time({ date, children }: TimeProps) {
  return (
    <time
      dateTime={date.toISOString()}
      data-tooltip=""
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip is for keyboards and touch, too
      tabIndex={0}
      className="rounded-sm whitespace-nowrap in-data-phone:@max-[40rem]:whitespace-normal"
      suppressHydrationWarning
    >
      {children}
    </time>
  );
}
