import { afterEach, expect, test, vi } from "vitest";
import { Unavailable } from "@/db/connection/unavailable";
import { CliError, logFailure } from "./log";

const printed = vi.spyOn(console, "error").mockImplementation(() => {});
afterEach(() => printed.mockClear());

test.each([
  new CliError("DATABASE_URL is missing."),
  new Unavailable(new Error("cannot execute INSERT in a read-only transaction")),
])("a command that can't do its work prints one sentence: %s", (error) => {
  expect(logFailure(error)).toBe(1);
  expect(printed.mock.calls).toEqual([[`\n${error.message}`]]);
});

test("an unexpected error is printed with its stack trace", () => {
  const error = new Error("Unexpected");
  logFailure(error);
  expect(printed.mock.calls).toEqual([[error]]);
});
