const BATCH = 250_000;

/** The numbers from 1 to `count` in runs that a statement does well, each from its first to its last. */
export function batches(count: number): (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(count / BATCH) }, (_, at): readonly [number, number] => [
    at * BATCH + 1,
    Math.min((at + 1) * BATCH, count),
  ]);
}
