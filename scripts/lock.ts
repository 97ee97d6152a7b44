import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { CliError } from "./log";
import { makePrivate } from "./private-files";

const Holder = z.object({
  folder: z.string(),
  command: z.string(),
  pid: z.number(),
  address: z.string(),
  /** The port of the inbox, if it has one. */
  inbox: z.number().nullable(),
});
type Holder = z.infer<typeof Holder>;
type Lock = Awaited<ReturnType<typeof takeLock>>;

/**
 * Makes sure that only one command at a time uses `folder`. The holder listens on a loopback port. A process id isn't
 * enough: after a crash another process may have the same one, especially in containers.
 * @throws CliError that names the holder
 */
export async function takeLock(folder: string, command: string) {
  const holder = await findHolder(folder);
  if (holder) throw new CliError(alreadyRunning(holder));
  const self = { folder, command, pid: process.pid, address: "", inbox: null as number | null };
  const server = createServer((socket) => socket.on("error", () => {}).end(JSON.stringify(self)));
  server.listen({ port: 0, host: "127.0.0.1" }).unref();
  await once(server, "listening");
  makePrivate(folder);
  const address = server.address();
  if (!claim(folder, typeof address === "object" && address ? address.port : 0))
    throw new CliError("Another command of Usher began in this folder at the same moment. Try again.");
  return {
    announce: (address: string, inbox: number | null) => {
      Object.assign(self, { address, inbox });
    },
    release: () => rmSync(lockFile(folder), { force: true }),
  };
}

/** Like `takeLock`, but waits while another command has the lock. */
export async function waitForLock(folder: string, command: string): Promise<Lock> {
  for (;;) {
    while (await findHolder(folder)) await setTimeout(500);
    try {
      return await takeLock(folder, command);
    } catch (error) {
      if (!(error instanceof CliError)) throw error; // another command took it at the same moment
    }
  }
}

/** The command that uses `folder` now, or null. */
export async function findHolder(folder: string): Promise<Holder | null> {
  const holder = await ask(readPort(folder));
  if (holder?.folder === folder) return holder;
  rmSync(lockFile(folder), { force: true });
  return null;
}

function alreadyRunning({ command, pid, address }: Holder) {
  const where = address ? ` at ${address}` : "";
  return (
    `Usher already runs in this folder${where} (${command}, process ${pid}). ` +
    `Stop it first, with Ctrl-C or: kill ${pid}. To run several at once, set DATABASE_URL and SMTP_URL.`
  );
}

function claim(folder: string, port: number) {
  try {
    writeFileSync(lockFile(folder), String(port), { flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

function readPort(folder: string) {
  try {
    return Number(readFileSync(lockFile(folder), "utf8"));
  } catch {
    return 0;
  }
}

function ask(port: number): Promise<Holder | null> {
  return new Promise((resolve) => {
    if (!port) return resolve(null);
    let reply = "";
    const socket = connect({ port, host: "127.0.0.1", timeout: 1000 }, () => {});
    socket.on("data", (chunk) => {
      reply += chunk;
    });
    socket.on("timeout", () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", () => resolve(parse(reply)));
  });
}

function parse(reply: string) {
  try {
    return Holder.parse(JSON.parse(reply));
  } catch {
    return null;
  }
}

function lockFile(folder: string) {
  return path.join(folder, "lock");
}
