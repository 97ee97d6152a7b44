import { once } from "node:events";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ListenOptions } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { isAlive } from "./process-reaper.mjs";

/** Below the range from which operating systems choose ports for outgoing connections. */
const TEST_PORTS = { from: 20_000, to: 32_000 };

const claims = path.join(tmpdir(), `usher-ports-${process.getuid?.() ?? "all"}`);
const ownClaims = new Set<string>();
process.once("exit", () => {
  for (const claim of ownClaims) rmSync(claim, { force: true });
});

/** Claims the first free port from `first` upward: see `claimPort`. */
export async function getFreePortFrom(first: number): Promise<number> {
  for (let port = first; ; port++) {
    if (await claimPort(port)) return port;
  }
}

/** Claims a random free port, for tests: see `claimPort`. */
export async function getFreePort(): Promise<number> {
  for (;;) {
    const port = TEST_PORTS.from + Math.floor(Math.random() * (TEST_PORTS.to - TEST_PORTS.from));
    if (await claimPort(port)) return port;
  }
}

/**
 * Reserves a free port for a server that this process will start, so that no other command of Usher takes it first. The
 * claim is a file named after the port and the process, and counts only while the process is alive.
 * @returns whether the port is free and nobody else has claimed it
 */
export async function claimPort(port: number): Promise<boolean> {
  mkdirSync(claims, { recursive: true, mode: 0o700 });
  if (claimants(port).includes(process.pid)) return false;
  const claim = path.join(claims, `${port}.${process.pid}`);
  writeFileSync(claim, "");
  // Written before checking: if two processes do this at the same time, at least one of them sees the other's claim.
  const others = claimants(port).filter((pid) => pid !== process.pid);
  if (others.length === 0 && (await isFree(port))) {
    ownClaims.add(claim);
    return true;
  }
  rmSync(claim, { force: true });
  return false;
}

/** Releases a claim, for a command that claims the port itself. */
export function releasePort(port: number): void {
  const claim = path.join(claims, `${port}.${process.pid}`);
  rmSync(claim, { force: true });
  ownClaims.delete(claim);
}

/** Checks the loopback address and all addresses, because some systems allow one server on each. */
export async function isFree(port: number): Promise<boolean> {
  try {
    await listenOnce({ port, host: "127.0.0.1" });
    await listenOnce({ port });
    return true;
  } catch {
    return false;
  }
}

/** The processes that have claimed a port. Claims of dead ones are removed. */
function claimants(port: number): number[] {
  return readdirSync(claims).flatMap((name) => {
    const [claimed, pid] = name.split(".").map(Number);
    if (claimed !== port || !pid) return [];
    if (isAlive(pid)) return [pid];
    rmSync(path.join(claims, name), { force: true });
    return [];
  });
}

async function listenOnce(options: ListenOptions) {
  const server = createServer().listen(options);
  await once(server, "listening");
  server.close();
  await once(server, "close");
}
