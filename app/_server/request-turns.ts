import { AsyncResource } from "node:async_hooks";
import type { IncomingMessage } from "node:http";
import { siteOf } from "@/db/limits/network";
import { eventLoopTurn } from "./event-loop-turn";
import type { Entering } from "./rejected-requests";
import type { Rejection } from "./rejection";
import { addressOf } from "./request";

/** How many requests of the whole process, and of one network. */
type Numbers = { readonly process: number; readonly network: number };

export type RequestTurns = {
  /** How many are worked on at the same time. */
  readonly running: Numbers;
  /** How many wait for that. */
  readonly waiting: Numbers;
  /** How many probes of one network are worked on without waiting. */
  readonly probes: number;
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
  probes: 4,
  open: 32,
  turn: 3_000,
};

const TOO_MANY: Rejection = { status: 503, reason: { code: "busy" }, retryAfter: 5 };

/** Probes, which must be answered also when everything else waits. */
const PROBE = /^\/api\/(health(\/(live|ready))?|metrics)(\?|$)/;

type Waiting = { readonly start: () => void; readonly reject: () => void };

type Network = { running: number; open: number; probes: number; readonly waiting: Set<Waiting> };

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
   * Starts the work on a request when it is its turn, unless its client has gone. If too many requests wait already, it rejects
   * this one, or one of the network of which most wait.
   */
  async enter(entering: Entering, trustedProxies: number): Promise<void> {
    const { request, response, work, reject } = entering;
    if (await hasHungUp(request)) return;
    const name = siteOf(addressOf(String(request.headers["x-forwarded-for"]), trustedProxies));
    const network = this.#networks.get(name) ?? { running: 0, open: 0, probes: 0, waiting: new Set() };
    if (isProbe(request) && network.probes < this.#turns.probes) {
      this.#networks.set(name, network);
      network.probes++;
      await work();
      network.probes--;
      return this.#forget(name, network);
    }
    const { waiting } = this.#turns;
    const isFull = this.#waiting >= waiting.process;
    if (network.waiting.size >= waiting.network || (isFull && !this.#makeRoom(network)))
      return reject(TOO_MANY);
    this.#networks.set(name, network);
    const start = AsyncResource.bind(() => {
      response.off("close", leave);
      this.#run(network, entering);
    });
    const own: Waiting = { start, reject: AsyncResource.bind(() => reject(TOO_MANY)) };
    const leave = () => {
      if (network.waiting.delete(own)) this.#waiting--;
      this.#forget(name, network);
    };
    response.once("close", leave);
    network.waiting.add(own);
    this.#waiting++;
    this.#startNext();
  }

  /** Rejects the last request of the network of which most wait. @returns false if no more of it wait than of this one */
  #makeRoom(network: Network): boolean {
    let most = network;
    for (const other of this.#networks.values()) if (other.waiting.size > most.waiting.size) most = other;
    const last = [...most.waiting].at(-1);
    if (most === network || !last) return false;
    most.waiting.delete(last);
    this.#waiting--;
    last.reject();
    return true;
  }

  /** The turn of a request whose client has gone ends with the work, because that goes on for a while. */
  #run(network: Network, { response, work }: Entering): void {
    network.running++;
    network.open++;
    this.#running++;
    let [hasTurn, isClosed] = [true, false];
    const endTurn = () => {
      if (!hasTurn) return;
      hasTurn = false;
      clearTimeout(timer);
      network.running--;
      this.#running--;
      if (isClosed) network.open--;
      this.#startNext();
    };
    const timer = setTimeout(endTurn, this.#turns.turn).unref();
    response.once("close", () => {
      isClosed = true;
      if (hasTurn) return;
      network.open--;
      this.#startNext();
    });
    void work().then(() => (isClosed ? endTurn() : response.once("close", endTurn)));
  }

  #startNext(): void {
    const { running, open } = this.#turns;
    for (const [name, network] of [...this.#networks]) {
      if (this.#running >= running.process) return;
      const [next] = network.waiting;
      if (next && network.running < running.network && network.open < open) {
        network.waiting.delete(next);
        this.#waiting--;
        this.#networks.delete(name);
        this.#networks.set(name, network);
        next.start();
      }
      this.#forget(name, network);
    }
  }

  #forget(name: string, { open, probes, waiting }: Network): void {
    if (open === 0 && probes === 0 && waiting.size === 0) this.#networks.delete(name);
  }
}

function isProbe({ method, url = "" }: IncomingMessage): boolean {
  return (method === "GET" || method === "HEAD") && PROBE.test(url);
}

/**
 * Whether the client closed its connection right after it sent the request. In a busy process, many such connections can wait
 * to be accepted, and work on their requests would keep others from being accepted. The end of a connection is read in
 * the event loop's next turn at the earliest.
 */
async function hasHungUp({ socket }: IncomingMessage): Promise<boolean> {
  await eventLoopTurn();
  await eventLoopTurn();
  return !socket.writable;
}
