import { cx } from "./cx";

type ListTotalProps = {
  /** Whether it is the only thing above the list, where it stands at the beginning of the line. */
  readonly isAlone: boolean;
  readonly children: string;
};

/** The number of rows. It gets the focus when the focused row is removed. */
export function ListTotal({ isAlone, children }: ListTotalProps) {
  return (
    <p
      id={LIST_TOTAL}
      role="status"
      tabIndex={-1}
      className={cx("me-auto text-muted outline-none", !isAlone && "sm:order-1 sm:ms-auto sm:me-0")}
    >
      {children}
    </p>
  );
}

const LIST_TOTAL = "list-total";

export function focusListTotal() {
  requestAnimationFrame(() => document.getElementById(LIST_TOTAL)?.focus());
}
