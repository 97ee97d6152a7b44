import { expect, test } from "vitest";
import { processorTime } from "@/db/testing/processor-time";
import { scrubFields, scrubText } from "./scrub";

/** Repeated, each of these could make a pattern start again and again. */
const REPEATED = [
  ...["a.", "a-", "a:", "a://", "a://b", "a@", "Bearer ", "token", "token=", "x.token", "/accept/"],
  ...["%2Faccept%2F", "/accept", "\nparams: ", "\n    at ", " ", "/", "=", "passwordsecrettoken"],
];

test.each(REPEATED)("scrubbing %j, repeated, takes linear time", (part) => {
  const [short, long] = [4_000, 64_000].map((length) => timeOf(part.repeat(length / part.length)));
  // For 16 times the length, linear time takes 16 times as long, and quadratic time 256 times.
  expect(long).toBeLessThan(80 * Math.max(short ?? 0, 1));
});

test("a long text is cut, and half a secret doesn't remain at the cut", () => {
  for (let before = 9_900; before < 10_050; before++) {
    const text = `${" ".repeat(before)}smtp://usher:${"hunter2".repeat(20)}@mail${" ".repeat(20_000)}`;
    const { text: logged } = scrubFields({ text });
    expect(String(logged).length).toBeLessThan(10_100);
    expect(logged).not.toContain("hunter2");
  }
});

test("text before a secret stays readable", () => {
  expect(scrubText("postgres://usher:pass@db/usher")).toBe("postgres://[redacted]@db/usher");
  expect(scrubText("/x?reset-token=abc&y=1")).toBe("/x?reset-token=[redacted]&y=1");
});

function timeOf(text: string): number {
  return processorTime(() => scrubText(text));
}
