import type { ComponentProps } from "react";
import { cx } from "@/components/ui/cx";

/** A popover that opens in front of the sidebar. */
export function SidebarPanel({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      {...props}
      popover="auto"
      className={cx(
        "fixed inset-auto start-3 m-0 w-[min(20rem,calc(100vw-1.5rem))]",
        "rounded-xl bg-overlay p-0 text-foreground shadow-overlay open:animate-rise",
        className,
      )}
    />
  );
}
