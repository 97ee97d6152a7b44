import { cx } from "./cx";

/** A menu or a list of options above the page. */
export const floatingStyle = cx(
  "max-h-[min(24rem,70vh)] overflow-y-auto overscroll-contain",
  "rounded-xl bg-overlay p-1 text-foreground shadow-overlay outline-none",
  "data-entering:animate-rise",
);
