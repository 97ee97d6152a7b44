import { cx } from "@/components/ui/cx";

/** The classes of the palette, which looks the same while its script loads. */
export const paletteStyle = {
  overlay: cx(
    "fixed inset-0 z-50 flex h-(--visual-viewport-height,100dvh) items-start justify-center",
    "bg-backdrop p-3 sm:p-6 sm:pt-[12vh]",
  ),
  modal: "w-full max-w-xl",
  dialog: cx(
    "flex h-[min(30rem,calc(var(--visual-viewport-height,100dvh)-1.5rem))] flex-col overflow-hidden",
    "rounded-2xl bg-overlay text-foreground shadow-overlay outline-none",
  ),
  search: "flex items-center gap-2 border-b border-border ps-4 pe-2 text-muted",
  input: cx(
    "h-12 w-full bg-transparent",
    "text-base text-foreground outline-none placeholder:text-muted md:text-sm",
  ),
  footer: cx(
    "mt-auto flex min-h-10 items-center justify-between gap-4",
    "border-t border-separator px-4 py-2 text-xs leading-5 text-muted",
  ),
};
