/** Where a list is and what its address says: `q`, `sort` ("joined" or "-joined"), `after` or `before`, filters. */
export type ListAddress = {
  readonly path: string;
  readonly params: Readonly<Record<string, string | undefined>>;
};

const CURSORS: readonly string[] = ["after", "before"];

/** The same list with something changed; from its first page unless a cursor is given. Empty values leave the address. */
export function listHref({ path, params }: ListAddress, change: ListAddress["params"]): string {
  const query = new URLSearchParams();
  const kept = Object.entries(params).filter(([name]) => !CURSORS.includes(name));
  for (const [name, value] of Object.entries({ ...Object.fromEntries(kept), ...change })) {
    if (value) query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
