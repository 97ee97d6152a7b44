/** Between two of them, the event loop looks for new connections and reads from those that are open. */
export function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
