import { afterAll, expect, vi } from "vitest";

/** Files of a project without isolation share a process: what one of them left changed, the next ones would find. */
const before = processState();

afterAll(() => expect(changesSince(before), "what this file leaves changed for the next one").toEqual([]));

function changesSince(earlier: ReadonlyMap<string, unknown>): string[] {
  const now = processState();
  const names = new Set([...earlier.keys(), ...now.keys()]);
  return [...names].filter((name) => earlier.get(name) !== now.get(name));
}

function processState(): ReadonlyMap<string, unknown> {
  const { VIPSHOME, ...environment } = process.env; // sharp sets this one when it is loaded
  const globals = Object.keys(globalThis).filter((name) => name.startsWith("usher")); // libraries add some, too
  return new Map<string, unknown>([
    ...Object.entries(environment).map(([name, value]) => [`the variable ${name}`, value] as const),
    ...globals.map((name) => [`the global ${name}`, true] as const),
    ...process
      .eventNames()
      .map((name) => [`listeners of ${String(name)}`, process.listenerCount(name)] as const),
    ["the working directory", process.cwd()],
    ["fake timers", vi.isFakeTimers()],
  ]);
}
