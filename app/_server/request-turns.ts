import { AsyncResource } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { siteOf } from "@/db/limits/network";
import type { Refusal } from "./refused-requests";
import { addressOf } from "./request";

/** How many requests of the whole process, and of one network. */
type Numbers = { readonly process: number; readonly network: number };

export type RequestTurns = {
  /** How many are worked on at the same time. */
  readonly running: Numbers;
  /** How many wait for that. */
  readonly waiting: Numbers;
  /** How many of one network are open, including those that have had their turn: they can still take memory. */
  readonly open: number;
  /** After how long a request makes room for the next one although it isn't done, in milliseconds. */
  readonly turn: number;
};

/**
 * A process renders on one core, so more pages at once wouldn't be ready sooner, but take memory and keep the health check
 * waiting. What takes longer than a turn waits for the database, or for its client to send or to read.
 */
const TURNS: RequestTurns = {
  running: { process: 16, network: 8 },
  waiting: { process: 500, network: 200 },
  open: 32,
  turn: 3_000,
};

const TOO_MANY: Refusal = { status: 503, text: (t) => t("problems.busy"), retryAfter: 5 };

/** Probes, which must be answered also when everything else waits. */
const PROBE = /^\/api\/(health|metrics)(?:[/?]|$)/;

type Network = { running: number; open: number; readonly waiting: Set<() => void> };

/** Lets requests wait for their turn. Networks take turns, so that nobody can keep the requests of others waiting. */
export class RequestLine {
  readonly #turns: RequestTurns;
  /** Those that have requests. The one whose turn was longest ago is the first. */
  readonly #networks = new Map<string, Network>();
  #running = 0;
  #waiting = 0;

  constructor(turns: RequestTurns = TURNS) {
    this.#turns = turns;
  }

  /**
   * Starts the work on a request when it is its turn, unless its client has gone.
   * @returns a refusal if too many requests wait already
   */
  enter(
    request: IncomingMessage,
    response: ServerResponse,
    trustedProxies: number,
    work: () => void,
  ): Refusal | null {
    if (PROBE.test(request.url ?? "")) {
      work();
      return null;
    }
    const name = siteOf(addressOf(String(request.headers["x-forwarded-for"]), trustedProxies));
    const network = this.#networks.get(name) ?? { running: 0, open: 0, waiting: new Set() };
    const { waiting } = this.#turns;
    if (this.#waiting >= waiting.process || network.waiting.size >= waiting.network) return TOO_MANY;
    this.#networks.set(name, network);
    const start = AsyncResource.bind(() => {
      response.off("close", leave);
      this.#run(network, response, work);
    });
    const leave = () => {
      if (network.waiting.delete(start)) this.#waiting--;
      this.#forget(name, network);
    };
    response.once("close", leave);
    network.waiting.add(start);
    this.#waiting++;
    this.#startNext();
    return null;
  }

  #run(network: Network, response: ServerResponse, work: () => void): void {
    network.running++;
    network.open++;
    this.#running++;
    let hasTurn = true;
    const endTurn = () => {
      if (!hasTurn) return;
      hasTurn = false;
      clearTimeout(timer);
      network.running--;
      this.#running--;
    };
    const timer = setTimeout(() => {
      endTurn();
      this.#startNext();
    }, this.#turns.turn).unref();
    response.once("close", () => {
      endTurn();
      network.open--;
      this.#startNext();
    });
    work();
  }

  #startNext(): void {
    const { running, open } = this.#turns;
    for (const [name, network] of [...this.#networks]) {
      if (this.#running >= running.process) return;
      const [start] = network.waiting;
      if (start && network.running < running.network && network.open < open) {
        network.waiting.delete(start);
        this.#waiting--;
        this.#networks.delete(name);
        this.#networks.set(name, network);
        start();
      }
      this.#forget(name, network);
    }
  }

  #forget(name: string, { open, waiting }: Network): void {
    if (open === 0 && waiting.size === 0) this.#networks.delete(name);
  }
}
