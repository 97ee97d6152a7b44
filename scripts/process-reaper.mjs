// A separate process that ends the processes of a command when the command disconnects, even if it was killed with SIGKILL,
// like a test runner that doesn't end in time. The command sends a message for each process.
import { readFileSync, rmSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} ManagedProcess
 * @property {number} pid leader of a process group of its own
 * @property {NodeJS.Signals} stopSignal the signal that asks it to end
 * @property {string} [temporaryFolder] deleted when it has ended
 */

const STOP_TIMEOUT = 40_000; // the app and the worker take up to 30 seconds to finish their work

if (process.argv[1] === fileURLToPath(import.meta.url)) reap();

function reap() {
  /** @type {Map<number, ManagedProcess>} */
  const processes = new Map();
  process.on("message", (/** @type {{ started?: ManagedProcess, ended?: number }} */ { started, ended }) => {
    if (started) processes.set(started.pid, started);
    if (ended) processes.delete(ended);
  });
  process.on("disconnect", async () => {
    await endAll([...processes.values()]);
    process.exit(0);
  });
}

/**
 * Ends the last one first, each with its process group.
 * @param {ManagedProcess[]} processes
 */
export async function endAll(processes) {
  for (const { pid, stopSignal, temporaryFolder } of processes.toReversed()) {
    await end(pid, stopSignal);
    signal(-pid, "SIGKILL");
    if (temporaryFolder) rmSync(temporaryFolder, { recursive: true, force: true });
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} stopSignal
 */
export async function end(pid, stopSignal) {
  signal(pid, stopSignal);
  for (let waited = 0; isAlive(pid) && waited < STOP_TIMEOUT; waited += 20) await setTimeout(20);
  signal(pid, "SIGKILL");
}

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
 * Whether it is a zombie. In containers, often no process collects ended orphans.
 * @param {number} pid
 */
function isZombie(pid) {
  try {
    return / [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8").replace(/.*\)/s, ""));
  } catch {
    return false;
  }
}
