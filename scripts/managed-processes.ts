import { type ChildProcess, fork, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { CliError } from "./log";
import { endAll, type ManagedProcess, signal } from "./process-reaper.mjs";

export type Command = {
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  stdio?: StdioOptions;
  stopSignal?: NodeJS.Signals;
  /** Deleted when the process has ended. */
  temporaryFolder?: string;
};

export type Exit = { name: string; code: number };
export type ManagedProcesses = ReturnType<typeof manageProcesses>;

/**
 * The processes that a command starts. Each leads its own process group, so that Ctrl-C in the terminal doesn't reach it.
 * They end in the right order: by `stop()`, or by the process reaper if the command was killed.
 */
export function manageProcesses() {
  const reaper = fork(fileURLToPath(new URL("process-reaper.mjs", import.meta.url)), {
    detached: true,
    execArgv: [],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  reaper.unref();
  reaper.channel?.unref();
  const running = new Map<number, ManagedProcess>();
  let stopping = false;
  let fail: (exit: Exit) => void;
  const failure = new Promise<Exit>((resolve) => {
    fail = resolve;
  });

  /** Starts a process that keeps running. If it ends before `stop()`, that is a failure. */
  function start(command: Command) {
    const child = launch(command);
    const exited = untilExit(command, child);
    exited.then((exit) => !stopping && fail(exit));
    return { pid: child.pid, exited };
  }

  /** Runs a process to its end. Returns its exit code. */
  async function run(command: Command): Promise<number> {
    const exit = await untilExit(command, launch(command));
    return exit.code;
  }

  /** Ends everything, the last one started first, and waits for it. */
  async function stop() {
    stopping = true;
    if (!reaper.connected) return endAll([...running.values()]);
    reaper.ref();
    const exited = once(reaper, "exit");
    reaper.disconnect();
    await exited;
  }

  function launch({ name, command, args, stopSignal = "SIGTERM", temporaryFolder, ...options }: Command) {
    if (stopping) throw new CliError(`${name} is not started: the command is stopping.`);
    const child = spawn(command, args, { stdio: "inherit", ...options, detached: true });
    if (child.pid) {
      const started = { pid: child.pid, stopSignal, ...(temporaryFolder && { temporaryFolder }) };
      running.set(started.pid, started);
      if (reaper.connected) reaper.send({ started });
    }
    return child;
  }

  function untilExit({ name }: Command, child: ChildProcess) {
    return new Promise<Exit>((resolve) => {
      child.once("error", () => resolve({ name, code: 127 }));
      child.once("exit", (code) => {
        if (child.pid && !stopping) forget(child.pid);
        resolve({ name, code: code ?? 1 });
      });
    });
  }

  function forget(pid: number) {
    signal(-pid, "SIGKILL");
    running.delete(pid);
    if (reaper.connected) reaper.send({ ended: pid });
  }

  return { start, run, stop, failure, areRunning: () => running.size > 0 };
}

const START_TIMEOUT = 90_000;

/** Waits until `url` responds with success. Gives up if the process ends, or after 90 seconds. */
export async function waitUntilReady(url: string, exited: Promise<Exit>): Promise<void> {
  let end: Exit | undefined;
  exited.then((exit) => {
    end = exit;
  });
  let last = "nothing";
  for (const began = Date.now(); Date.now() - began < START_TIMEOUT; await setTimeout(100)) {
    if (end) throw new CliError(`${end.name} ended while starting (exit code ${end.code}).`);
    last = await statusOf(url);
    if (last === "200") return;
  }
  throw new CliError(`${url} did not respond with 200; its last response was ${last}.`);
}

async function statusOf(url: string) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: "manual" });
    return String(response.status);
  } catch {
    return "nothing";
  }
}
