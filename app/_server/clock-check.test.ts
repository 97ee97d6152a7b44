import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectTo } from "@/db/setup/requirements";
import { testDatabase } from "@/db/testing/database";
import { checkClock } from "./clock-check";
import { log } from "./log";
import { operatorWarnings } from "./warnings";

const { url } = testDatabase();
const MINUTE = 60_000;

beforeEach(() => {
  globalThis.usherWarnings = undefined;
  log.level = "silent";
});

afterEach(() => void vi.useRealTimers());

test.each([
  ["ahead of", 2 * MINUTE],
  ["behind", -2 * MINUTE],
])("a clock that is %s the database's is a problem, until it is corrected", async (relation, difference) => {
  await checkClockAt(Date.now() + difference);
  expect(operatorWarnings()).toEqual([
    expect.stringContaining(`clock is more than a minute ${relation} the database`),
  ]);
  await checkClockAt(Date.now());
  expect(operatorWarnings()).toEqual([]);
});

test.each([MINUTE / 2, -MINUTE / 2])(
  "a clock that differs by %i milliseconds is no problem",
  async (difference) => {
    await checkClockAt(Date.now() + difference);
    expect(operatorWarnings()).toEqual([]);
  },
);

async function checkClockAt(time: number): Promise<void> {
  const client = await connectTo({ url, setting: "DATABASE_URL" });
  vi.useFakeTimers({ toFake: ["Date"], now: time });
  await checkClock(client);
  vi.useRealTimers();
  await client.end();
}
