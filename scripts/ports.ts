import { once } from "node:events";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ListenOptions } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { isAlive } from "./process-reaper.mjs";

/** Below the ports from which systems take one for each outgoing connection, so that no connection takes one first. */
const TEST_PORTS = { from: 20_000, to: 32_000 };

const claims = path.join(tmpdir(), `usher-ports-${process.getuid?.() ?? "all"}`);
const ownClaims = new Set<string>();
process.once("exit", () => {
  for (const claim of ownClaims) rmSync(claim, { force: true });
});

/** The first free port from `first` on. It belongs to this process until it ends: see `claimPort`. */
export async function getFreePortFrom(first: number): Promise<number> {
  for (let port = first; ; port++) {
    if (await claimPort(port)) return port;
  }
}

/** A free port for tests, claimed like any other. */
export async function getFreePort(): Promise<number> {
  for (;;) {
    const port = TEST_PORTS.from + Math.floor(Math.random() * (TEST_PORTS.to - TEST_PORTS.from));
    if (await claimPort(port)) return port;
  }
}

/**
 * Takes a free port for what this process is going to start, so that no other command of Usher takes or probes it in
 * between. The claim is a file named after port and process; it ends with the process, however that ends.
 * @returns whether the port is free and nobody else has claimed it
 */
export async function claimPort(port: number): Promise<boolean> {
  mkdirSync(claims, { recursive: true, mode: 0o700 });
  if (claimants(port).includes(process.pid)) return false;
  const claim = path.join(claims, `${port}.${process.pid}`);
  writeFileSync(claim, "");
  // Written before looking: of two processes at the same moment, at least one sees the other.
  const others = claimants(port).filter((pid) => pid !== process.pid);
  if (others.length === 0 && (await isFree(port))) {
    ownClaims.add(claim);
    return true;
  }
  rmSync(claim, { force: true });
  return false;
}

/** Hands a port over to a command that claims it itself. */
export function releasePort(port: number): void {
  const claim = path.join(claims, `${port}.${process.pid}`);
  rmSync(claim, { force: true });
  ownClaims.delete(claim);
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
