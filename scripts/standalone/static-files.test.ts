import { expect, onTestFinished, test, vi } from "vitest";
import { log } from "@/app/_server/log";
import { keepStaticFiles } from "./static-files";

test("a database that refuses the connection is logged in a sentence, without a stack trace", async () => {
  const lines: unknown[][] = [];
  vi.spyOn(log, "warn").mockImplementation((...line: unknown[]) => void lines.push(line));
  onTestFinished(() => void vi.restoreAllMocks());
  const settings = {
    DATABASE_URL: "postgres://usher@127.0.0.1:9/usher?sslmode=verify-full&sslrootcert=/nowhere/ca.pem",
  };
  await keepStaticFiles(settings, import.meta.dirname);
  expect(lines).toEqual([
    [{ problem: "away" }, expect.stringContaining("The file of sslrootcert can't be read")],
  ]);
});
