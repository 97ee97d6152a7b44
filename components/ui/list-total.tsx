/** The number of rows. It gets the focus when the focused row is removed. */
export function ListTotal({ children }: { readonly children: string }) {
  return (
    <p id={LIST_TOTAL} role="status" tabIndex={-1} className="ms-auto text-muted outline-none">
      {children}
    </p>
  );
}

const LIST_TOTAL = "list-total";

export function focusListTotal() {
  requestAnimationFrame(() => document.getElementById(LIST_TOTAL)?.focus());
}
