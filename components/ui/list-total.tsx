/** The number of rows. It takes the focus when the row with the focus is removed. */
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
