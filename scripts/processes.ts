import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** What `pid` was called with; nothing when it is gone. */
export function commandLine(pid: number): string {
  if (existsSync("/proc/self")) return readProc(pid, "cmdline").replaceAll("\0", " ");
  return ps("args", pid);
}

export function parentOf(pid: number): number {
  if (existsSync("/proc/self")) return Number(/^PPid:\s+(\d+)/m.exec(readProc(pid, "status"))?.[1]);
  return Number(ps("ppid", pid));
}

/** Linux, where slim containers have no `ps`. */
function readProc(pid: number, file: string) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

function ps(column: string, pid: number) {
  return spawnSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
}
