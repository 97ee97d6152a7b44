/** The number of rows. It gets the focus when the focused row is removed. */
export function ListTotal({ children }: { readonly children: string }) {
  return (
    <p
      id={LIST_TOTAL}
      role="status"
      tabIndex={-1}
      className="me-auto text-muted outline-none sm:order-1 sm:ms-auto sm:me-0"
    >
      {children}
    </p>
  );
}

const LIST_TOTAL = "list-total";

export function focusListTotal() {
  requestAnimationFrame(() => document.getElementById(LIST_TOTAL)?.focus());
}
