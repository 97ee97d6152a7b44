// A process of its own that ends what a command has started, once that command lets go of it or is gone, however
// it went: also by kill -9, or with its terminal. It is told of each part by message.
import { rmSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isAlive, signal } from "./signals.mjs";

/**
 * @typedef {object} Part
 * @property {number} pid leader of a process group of its own
 * @property {NodeJS.Signals} stopSignal asks it to end in good order
 * @property {string} [throwAway] a folder that goes with it
 */

const PATIENCE = 40_000; // the app and the worker take up to 30 seconds to finish what is under way

if (process.argv[1] === fileURLToPath(import.meta.url)) keep();

function keep() {
  /** @type {Map<number, Part>} */
  const parts = new Map();
  process.on("message", (/** @type {{ started?: Part, ended?: number }} */ { started, ended }) => {
    if (started) parts.set(started.pid, started);
    if (ended) parts.delete(ended);
  });
  process.on("disconnect", async () => {
    await endAll([...parts.values()]);
    process.exit(0);
  });
}

/**
 * Ends the last one that was started first, and each with all that it started itself.
 * @param {Part[]} parts
 */
export async function endAll(parts) {
  for (const { pid, stopSignal, throwAway } of parts.toReversed()) {
    await end(pid, stopSignal);
    signal(-pid, "SIGKILL");
    if (throwAway) rmSync(throwAway, { recursive: true, force: true });
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} stopSignal
 */
export async function end(pid, stopSignal) {
  signal(pid, stopSignal);
  for (let waited = 0; isAlive(pid) && waited < PATIENCE; waited += 20) await setTimeout(20);
  signal(pid, "SIGKILL");
}
