import { once } from "node:events";
import { createServer, type ListenOptions } from "node:net";

/** The first free port from `first` on, none of `taken`. */
export async function freePortFrom(first: number, taken: number[] = []): Promise<number> {
  for (let port = first; ; port++) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
}

/** A port that the system gives, for tests: unlikely to be taken by another run. */
export async function anyFreePort(): Promise<number> {
  return await listenOnce({ port: 0, host: "127.0.0.1" });
}

/** Free on the loopback address alone and on all addresses: some systems let one hide the other. */
export async function isFree(port: number): Promise<boolean> {
  try {
    await listenOnce({ port, host: "127.0.0.1" });
    await listenOnce({ port });
    return true;
  } catch {
    return false;
  }
}

async function listenOnce(options: ListenOptions) {
  const server = createServer().listen(options);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
