import { channel } from "node:diagnostics_channel";

/**
 * Where things are measured, and what each measurement says. Measuring costs nothing while nobody listens; who listens is
 * app/_server/metrics.ts. By Node's diagnostics channels, because Next bundles its parts separately and a channel is one
 * for all of them.
 */
export const measurements = {
  /** A response ended. */
  request: measurement<{ route: string; method: string; status: number; ms: number }>("request"),
  /** A server action ended. */
  action: measurement<{ action: string; outcome: string }>("action"),
  /** The database answered a statement. */
  statement: measurement<{ application: string; ms: number }>("statement"),
  /** Someone reached a limit. */
  limit: measurement<{ limit: string }>("limit"),
  /** A job of the queue ended. */
  job: measurement<{ task: string; outcome: string; ms: number }>("job"),
  /** One try to send an email ended. */
  email: measurement<{ outcome: "sent" | "failed" | "retried" }>("email"),
  /** Asks each pool of connections to report itself. */
  pools: measurement<(pool: PoolState) => void>("pools"),
};

export type PoolState = {
  readonly application: string;
  readonly total: number;
  readonly idle: number;
  /** Those who wait for a connection. */
  readonly waiting: number;
};

function measurement<Message>(name: string) {
  const messages = channel(`usher:${name}`);
  return {
    get isHeard(): boolean {
      return messages.hasSubscribers;
    },
    publish(message: Message): void {
      if (messages.hasSubscribers) messages.publish(message);
    },
    /** @returns a function that ends the subscription */
    subscribe(hear: (message: Message) => void): () => void {
      // Only `publish` above writes into this channel.
      const listener = (message: unknown) => hear(message as Message);
      messages.subscribe(listener);
      return () => messages.unsubscribe(listener);
    },
  };
}
