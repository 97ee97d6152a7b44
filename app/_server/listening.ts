import { once } from "node:events";
import { createServer } from "node:net";

type Address = {
  readonly port: number;
  readonly host?: string | undefined;
  /** The setting that the port comes from, for messages. */
  readonly setting: string;
};

/**
 * Checks that this process can listen on a port.
 * @throws Error that says why not, and what to do
 */
export async function checkPort(address: Address): Promise<void> {
  const server = createServer();
  try {
    server.listen(address.port, address.host);
    await once(server, "listening");
  } catch (error) {
    throw listeningProblem(error, address);
  }
  server.close();
  await once(server, "close");
}

/** An error that says why a process can't listen on a port, and what to do. */
export function listeningProblem(error: unknown, { port, host, setting }: Address): Error {
  const code = error instanceof Error && "code" in error ? error.code : "";
  return new Error(sentence(), { cause: error });

  function sentence(): string {
    switch (code) {
      case "EADDRINUSE":
        return `Port ${port} is taken. Set ${setting} to another one, or stop the program that listens there.`;
      case "EACCES":
        return `Port ${port} needs more rights than this user has. Set ${setting} to 1024 or higher.`;
      case "EADDRNOTAVAIL":
      case "ENOTFOUND":
        return `HOST is ${host}, which isn't an address of this machine. Correct HOST.`;
      default:
        return `Nothing can listen on port ${port} (${setting}): ${error instanceof Error ? error.message : error}.`;
    }
  }
}
