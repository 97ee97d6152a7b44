import { expect, test } from "vitest";
import { isOverload, Unavailable } from "./unavailable";
import { WaitingLine } from "./waiting-line";

test("a waiting line runs a limited number of tasks at a time, in order, and continues after a failure", async () => {
  const line = new WaitingLine(2);
  const ends: ((error?: Error) => void)[] = [];
  const begun: number[] = [];
  const work = (number: number) => () => {
    begun.push(number);
    return new Promise<number>((resolve, reject) => {
      ends[number] = (error) => (error ? reject(error) : resolve(number));
    });
  };
  const results = Promise.allSettled([0, 1, 2, 3].map((number) => line.run(work(number))));
  expect(begun).toEqual([0, 1]);
  ends[1]?.(new Error("it failed"));
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  ends[0]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
  ends[2]?.();
  ends[3]?.();
  expect((await results).map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
  expect(line.isEmpty).toBe(true);
});

test("a task for which too many others are waiting is refused", async () => {
  const line = new WaitingLine(1, 2);
  let end = () => {};
  const untilEnd = new Promise<void>((resolve) => {
    end = resolve;
  });
  const first = line.run(() => untilEnd);
  const waiting = [line.run(async () => {}), line.run(async () => {})];
  const refusal = await line.run(async () => {}).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Unavailable);
  expect(isOverload(refusal)).toBe(true);
  end();
  await Promise.all([first, ...waiting]);
  await line.run(async () => {});
});
