/** The address of a list. Its parameters are `q`, `sort` ("joined" or "-joined"), `after` or `before`, and filters. */
export type ListAddress = {
  readonly path: string;
  readonly params: Readonly<Record<string, string | undefined>>;
};

const CURSORS: readonly string[] = ["after", "before"];

/** The address of a list with changed parameters, at its first page unless a cursor is given. Drops empty values. */
export function listHref({ path, params }: ListAddress, change: ListAddress["params"]): string {
  const query = new URLSearchParams();
  const others = Object.entries(params).filter(([name]) => !CURSORS.includes(name));
  for (const [name, value] of Object.entries({ ...Object.fromEntries(others), ...change })) {
    if (value) query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Whether the address has a filter, apart from its search. */
export function isFiltered({ params }: ListAddress): boolean {
  return Object.entries(params).some(([name, value]) => value && ![...CURSORS, "q", "sort"].includes(name));
}
