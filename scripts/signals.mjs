import { readFileSync } from "node:fs";

/** @param {number} pid */
export function isAlive(pid) {
  return signal(pid, 0) && !isZombie(pid);
}

/**
 * @param {number} pid a process, or below zero its group
 * @param {NodeJS.Signals | 0} name
 */
export function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/**
 * In a container often nobody collects the dead whose parent is gone.
 * @param {number} pid
 */
function isZombie(pid) {
  try {
    return / [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8").replace(/.*\)/s, ""));
  } catch {
    return false;
  }
}
