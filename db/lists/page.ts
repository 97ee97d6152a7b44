/** One page of a list. `total.more` if there are more than `total.count`, where counting stopped. */
export type Page<Row> = {
  readonly rows: readonly Row[];
  readonly total: { readonly count: number; readonly more: boolean };
  /** Cursors for the URL. Null if there is no such page. */
  readonly previous: string | null;
  readonly next: string | null;
};
