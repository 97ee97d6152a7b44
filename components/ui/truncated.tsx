import type { ReactNode } from "react";
import { cx } from "./cx";

type TruncatedProps = {
  /** All of it, as a tooltip. Its own text by default. */
  readonly title?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/**
 * Text that people chose on one line of a table's row, cut with an ellipsis where the space ends. All of it shows while
 * a link in the row has the keyboard's focus, but not its menu: the row would jump when the menu closes.
 */
export function Truncated({ children, title, className }: TruncatedProps) {
  return (
    <bdi
      translate="no"
      title={title ?? (typeof children === "string" ? children : undefined)}
      className={cx(
        "block min-w-0 truncate",
        "group-has-[a:focus-visible]/row:whitespace-normal group-has-[a:focus-visible]/row:wrap-anywhere",
        className,
      )}
    >
      {children}
    </bdi>
  );
}
