import { Overload, Unavailable } from "./unavailable";

/** Limits how much work runs at the same time. The rest waits in the order in which it arrived. */
export class WaitingLine {
  readonly #atOnce: number;
  readonly #maxWaiting: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param atOnce how many tasks can run at the same time @param maxWaiting how many others can wait */
  constructor(atOnce: number, maxWaiting = Number.POSITIVE_INFINITY) {
    this.#atOnce = atOnce;
    this.#maxWaiting = maxWaiting;
  }

  get isEmpty(): boolean {
    return this.#running === 0;
  }

  /** Runs the work when it is its turn. @throws Unavailable if too many tasks are waiting already */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running < this.#atOnce) this.#running++;
    else if (this.#waiting.length >= this.#maxWaiting) throw new Unavailable(new Overload());
    else await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift(); // it takes over this place
      if (next) next();
      else this.#running--;
    }
  }
}
