import { channel } from "node:diagnostics_channel";

/**
 * The measurements that the app publishes and app/_server/metrics.ts collects. They cost nothing without a subscriber. They
 * are diagnostics channels, because those are shared by all parts of the app, which Next bundles separately.
 */
export const measurements = {
  /** A response ended. */
  request: measurement<{ route: string; method: string; status: number; ms: number }>("request"),
  /** A server action ended. */
  action: measurement<{ action: string; outcome: string }>("action"),
  /** The database answered a statement. */
  statement: measurement<{ application: string; ms: number }>("statement"),
  /** A request exceeded a limit. */
  limit: measurement<{ limit: string }>("limit"),
  /** A job of the queue ended. */
  job: measurement<{ task: string; outcome: string; ms: number }>("job"),
  /** An attempt to send an email ended. */
  email: measurement<{ outcome: "sent" | "failed" | "retried" }>("email"),
  /** Asks each connection pool to report its state. */
  pools: measurement<(pool: PoolState) => void>("pools"),
};

export type PoolState = {
  readonly application: string;
  readonly total: number;
  readonly idle: number;
  /** Requests that wait for a connection. */
  readonly waiting: number;
};

function measurement<Message>(name: string) {
  const messages = channel(`usher:${name}`);
  return {
    get hasSubscribers(): boolean {
      return messages.hasSubscribers;
    },
    publish(message: Message): void {
      if (messages.hasSubscribers) messages.publish(message);
    },
    /** @returns a function that ends the subscription */
    subscribe(onMessage: (message: Message) => void): () => void {
      // Safe: only `publish` above writes to this channel.
      const listener = (message: unknown) => onMessage(message as Message);
      messages.subscribe(listener);
      return () => messages.unsubscribe(listener);
    },
  };
}
