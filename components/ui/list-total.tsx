/** How many there are; focus comes here when the row that held it has gone. */
export function ListTotal({ children }: { readonly children: string }) {
  return (
    <p id={LIST_TOTAL} role="status" tabIndex={-1} className="ms-auto text-muted outline-none">
      {children}
    </p>
  );
}

const LIST_TOTAL = "list-total";

/** For after a change, when the button that was pressed goes with its row. */
export function focusListTotal() {
  requestAnimationFrame(() => document.getElementById(LIST_TOTAL)?.focus());
}
