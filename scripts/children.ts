import { type ChildProcess, fork, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { endAll } from "./keeper.mjs";
import { Refusal } from "./say";
import { signal } from "./signals.mjs";

export type Command = {
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  stdio?: StdioOptions;
  stopSignal?: NodeJS.Signals;
  /** A folder that goes when the process has ended. */
  throwAway?: string;
};

export type Exit = { name: string; code: number };
export type Children = ReturnType<typeof keepChildren>;

/**
 * The processes that a command owns. Each leads a process group of its own, out of reach of the terminal's Ctrl-C, so
 * that they end in the right order: by `stop()`, or by the keeper when the command itself is gone.
 */
export function keepChildren() {
  const keeper = fork(fileURLToPath(new URL("keeper.mjs", import.meta.url)), {
    detached: true,
    execArgv: [],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  keeper.unref();
  keeper.channel?.unref();
  const parts = new Map<number, { pid: number; stopSignal: NodeJS.Signals; throwAway?: string }>();
  let stopping = false;
  let fail: (exit: Exit) => void;
  const failure = new Promise<Exit>((resolve) => {
    fail = resolve;
  });

  /** Starts a part that is to stay; its end before `stop()` is a failure. */
  function start(command: Command) {
    const child = launch(command);
    const exited = untilExit(command, child);
    exited.then((exit) => !stopping && fail(exit));
    return { pid: child.pid, exited };
  }

  /** Runs a step to its end. Returns its exit code. */
  async function run(command: Command): Promise<number> {
    const exit = await untilExit(command, launch(command));
    return exit.code;
  }

  /** Ends everything, the last one started first, and waits for it. */
  async function stop() {
    stopping = true;
    if (!keeper.connected) return endAll([...parts.values()]);
    keeper.ref();
    const gone = once(keeper, "exit");
    keeper.disconnect();
    await gone;
  }

  function launch({ name, command, args, stopSignal = "SIGTERM", throwAway, ...options }: Command) {
    if (stopping) throw new Refusal(`${name} is not started any more: stopping.`);
    const child = spawn(command, args, { stdio: "inherit", ...options, detached: true });
    if (child.pid) {
      const part = { pid: child.pid, stopSignal, ...(throwAway && { throwAway }) };
      parts.set(part.pid, part);
      if (keeper.connected) keeper.send({ started: part });
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
    parts.delete(pid);
    if (keeper.connected) keeper.send({ ended: pid });
  }

  return { start, run, stop, failure, areRunning: () => parts.size > 0 };
}
