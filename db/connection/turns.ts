import { WaitingLine } from "./waiting-line";

/** Who makes a change: an account or, before somebody has signed in, a network or a device. */
export type Changer =
  | {
      readonly accountId: string;
      /** The top-level organization in or below which it is, if that is known before the transaction. */
      readonly topLevelOrganizationId?: string;
    }
  | { readonly network: string }
  | { readonly deviceId: string };

/** The share of a pool's connections for the changes of one changer, of a top-level organization, and for all together. */
const SHARES = { changer: 0.2, topLevelOrganization: 0.5, everybody: 0.8 };

/** More than anybody makes at a time. A change that waits has no connection, but keeps its request open. */
export const MAX_WAITING = 50;

/**
 * Lets changes wait for each other before they take a connection of the pool. With a connection, a change can wait for locks
 * for seconds, so a dozen at once would leave none for other organizations, for pages and for the health check.
 */
export class Turns {
  readonly #connections: number;
  readonly #lines = new Map<string, WaitingLine>();

  /** @param connections the size of the pool */
  constructor(connections: number) {
    this.#connections = connections;
  }

  /**
   * Runs a change when it is its turn.
   * @throws Unavailable if 50 changes of the same changer are waiting already
   */
  async take<Result>(changer: Changer, change: () => Promise<Result>): Promise<Result> {
    const name = nameOf(changer);
    const topLevelOrganizationId = "accountId" in changer ? changer.topLevelOrganizationId : undefined;
    // Always in this order, so that no two wait for each other.
    const inAll = () => this.#runIn("everybody", SHARES.everybody, change);
    const organization = `organization ${topLevelOrganizationId}`;
    const inOrganization = () => this.#runIn(organization, SHARES.topLevelOrganization, inAll);
    return await this.#runIn(
      name,
      SHARES.changer,
      topLevelOrganizationId ? inOrganization : inAll,
      MAX_WAITING,
    );
  }

  async #runIn<Result>(
    name: string,
    share: number,
    change: () => Promise<Result>,
    maxWaiting?: number,
  ): Promise<Result> {
    const atOnce = Math.max(1, Math.floor(this.#connections * share));
    const line = this.#lines.get(name) ?? new WaitingLine(atOnce, maxWaiting);
    this.#lines.set(name, line);
    try {
      return await line.run(change);
    } finally {
      if (line.isEmpty) this.#lines.delete(name);
    }
  }
}

function nameOf(changer: Changer): string {
  if ("accountId" in changer) return `account ${changer.accountId}`;
  return "network" in changer ? `network ${changer.network}` : `device ${changer.deviceId}`;
}
