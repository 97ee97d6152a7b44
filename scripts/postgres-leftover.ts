import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { end } from "./keeper.mjs";
import { commandLine } from "./processes";
import { isAlive } from "./signals.mjs";

/**
 * After a crash of everything the server may still run, or only its postmaster.pid be left, with a number that is
 * by now another process, which keeps PostgreSQL from starting. Relies on the caller being alone with the folder.
 */
export async function endLeftover(data: string): Promise<void> {
  const pid = readPostmaster(data)?.pid;
  if (pid && isAlive(pid) && commandLine(pid).includes(data)) await end(pid, "SIGINT");
  rmSync(pidFile(data), { force: true });
}

/** The running server's process and port, as it wrote them down. */
export function readPostmaster(data: string): { pid: number; port: number } | null {
  if (!existsSync(pidFile(data))) return null;
  const lines = readFileSync(pidFile(data), "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

function pidFile(data: string) {
  return path.join(data, "postmaster.pid");
}
