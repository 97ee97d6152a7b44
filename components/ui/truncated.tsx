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
 * something in the row has the keyboard's focus.
 */
export function Truncated({ children, title, className }: TruncatedProps) {
  return (
    <bdi
      translate="no"
      title={title ?? (typeof children === "string" ? children : undefined)}
      className={cx(
        "block min-w-0 truncate",
        "group-has-focus-visible/row:whitespace-normal group-has-focus-visible/row:wrap-anywhere",
        className,
      )}
    >
      {children}
    </bdi>
  );
}
