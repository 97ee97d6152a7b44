/** How many there are; focus comes here when the row that held it has gone. */
export function ListTotal({ children }: { readonly children: string }) {
  return (
    <p id={LIST_TOTAL} role="status" tabIndex={-1} className="ms-auto text-muted outline-none">
      {children}
    </p>
  );
}

export const LIST_TOTAL = "list-total";
