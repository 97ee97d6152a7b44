const BULK_ACTION = 250_000;

/** The numbers from 1 to `count` in runs that a statement does well, each from its first to its last. */
export function chunks(count: number): (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(count / BULK_ACTION) }, (_, at): readonly [number, number] => [
    at * BULK_ACTION + 1,
    Math.min((at + 1) * BULK_ACTION, count),
  ]);
}
