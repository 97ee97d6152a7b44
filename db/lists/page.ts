/** One page of a list. `total.more` says that there are more than `total.count`, which is not counted further. */
export type Page<Row> = {
  readonly rows: readonly Row[];
  readonly total: { readonly count: number; readonly more: boolean };
  /** Cursors for the address; null where there is no such page. */
  readonly previous: string | null;
  readonly next: string | null;
};
