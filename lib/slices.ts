/** Work that can take long. Wherever it yields, something else can have its turn. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** In milliseconds. */
const SLICE = 20;

/** Does the work in slices, between which the process does what else there is, such as answering the health check. */
export async function inSlices<Result>(work: Steps<Result>): Promise<Result> {
  for (;;) {
    const end = performance.now() + SLICE;
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() < end);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Does the work in one go, for where nobody else waits, such as a browser. */
export function atOnce<Result>(work: Steps<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** In characters. */
const PART_LENGTH = 10_000;

/** Parts of a long text, each of which is read in one step. They end after a match of the pattern. */
export function* partsOf(text: string, boundary: RegExp): Generator<string, void, undefined> {
  const pattern = new RegExp(boundary, "g");
  for (let start = 0; start < text.length; ) {
    pattern.lastIndex = start + PART_LENGTH;
    const end = pattern.exec(text) ? pattern.lastIndex : text.length;
    yield text.slice(start, end);
    start = end;
  }
}
