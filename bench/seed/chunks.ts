const CHUNK_SIZE = 250_000;

/** The numbers from 1 to `count` in runs that a statement does well, each from its first to its last. */
export function chunks(count: number): (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(count / CHUNK_SIZE) }, (_, at): readonly [number, number] => [
    at * CHUNK_SIZE + 1,
    Math.min((at + 1) * CHUNK_SIZE, count),
  ]);
}
