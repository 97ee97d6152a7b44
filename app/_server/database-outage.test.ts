import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { currentOutage, reportOutage, reportRecovery } from "./database-outage";
import { log } from "./log";

const lines: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  lines.splice(0);
  for (const level of ["info", "warn"] as const)
    vi.spyOn(log, level).mockImplementation((...args: unknown[]) => void lines.push(String(args.at(-1))));
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("an outage is logged once, then once a minute, and its end once", () => {
  for (let seconds = 0; seconds < 150; seconds++) {
    reportOutage("worker", "Nothing listens there.");
    reportOutage("pages", "Nothing listens there.");
    vi.advanceTimersByTime(1000);
  }
  expect(lines).toEqual(Array(3).fill("Nothing listens there."));
  reportRecovery("worker");
  expect(lines, "the pages still can't reach it").toHaveLength(3);
  reportRecovery("pages");
  reportRecovery("pages");
  expect(lines.slice(3)).toEqual(["The database responds again."]);
});

test("an outage is of no request, whichever notices it", async () => {
  const fields: object[] = [];
  for (const level of ["info", "warn"] as const)
    vi.spyOn(log, level).mockImplementation((...[field]: unknown[]) => void fields.push(Object(field)));
  reportOutage("pages", "Nothing listens there.");
  reportRecovery("pages");
  for (const field of fields) expect(Object.entries(field)).toContainEqual(["requestId", undefined]);
  expect(fields).toHaveLength(2);
});

test("a new outage is logged immediately", () => {
  reportOutage("worker", "Nothing listens there.");
  reportRecovery("worker");
  reportOutage("worker", "It is starting up.");
  reportRecovery("worker");
  expect(lines).toHaveLength(4);
});

test("read-only and unreachable are different outages, each with its own end", () => {
  reportOutage("pages", "It takes no changes.", "read-only");
  reportOutage("pages", "Nothing listens there.");
  reportRecovery("pages");
  reportRecovery("pages", "read-only");
  expect(lines.slice(2)).toEqual(["The database responds again.", "The database takes changes again."]);
});

test("a database that was read-only and then went away is away, for the readiness check", () => {
  reportOutage("worker", "It takes no changes.", "read-only");
  reportOutage("worker", "Nothing listens there.");
  expect(currentOutage()).toEqual({ problem: "away", message: "Nothing listens there." });
  reportRecovery("worker");
  expect(currentOutage()).toMatchObject({ problem: "read-only" });
  reportRecovery("worker", "read-only");
  expect(currentOutage()).toBeNull();
});

test("there is no recovery without an outage", () => {
  reportRecovery("worker");
  expect(lines).toEqual([]);
});
