import { expect, test } from "vitest";
import { isTooLong, MOST_BYTES } from "./body-length";

test("a body with a Content-Length is judged by it, and not read", async () => {
  expect(await isTooLong(String(MOST_BYTES), endless())).toBe(false);
  expect(await isTooLong(String(MOST_BYTES + 1), endless())).toBe(true);
});

test("a body without a Content-Length is counted, up to the limit", async () => {
  expect(await isTooLong(null, null)).toBe(false);
  expect(await isTooLong(null, bodyOf(MOST_BYTES))).toBe(false);
  expect(await isTooLong(null, bodyOf(MOST_BYTES + 1))).toBe(true);
  expect(await isTooLong(null, endless())).toBe(true);
});

function bodyOf(bytes: number): ReadableStream<Uint8Array> {
  return new Blob([new Uint8Array(bytes)]).stream();
}

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
}
