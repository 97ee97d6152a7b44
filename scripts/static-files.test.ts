import { expect, onTestFinished, test, vi } from "vitest";
import { log } from "@/app/_server/log";
import { testDatabase } from "@/db/testing/database";
import { keepStaticFiles } from "./standalone/static-files";

const { url } = testDatabase();

test("a database without tables is logged as one sentence, without a stack trace", async () => {
  const lines: unknown[][] = [];
  vi.spyOn(log, "warn").mockImplementation((...line: unknown[]) => void lines.push(line));
  onTestFinished(() => void vi.restoreAllMocks());
  onTestFinished(() => globalThis.usherOutages?.clear());
  const DATABASE_URL = Object.assign(new URL(url), { pathname: "/postgres" }).href;
  await keepStaticFiles({ DATABASE_URL }, import.meta.dirname);
  expect(lines).toEqual([
    [
      { problem: "away" },
      "This build's static files can't be kept in the database yet: relation \"assets\" does not exist.",
    ],
  ]);
});

test("a read-only database is logged as such, with what to do", async () => {
  const lines: unknown[][] = [];
  vi.spyOn(log, "warn").mockImplementation((...line: unknown[]) => void lines.push(line));
  onTestFinished(() => void vi.restoreAllMocks());
  onTestFinished(() => globalThis.usherOutages?.clear());
  const DATABASE_URL = `${url}?options=-c%20default_transaction_read_only%3Don`;
  await keepStaticFiles({ DATABASE_URL }, import.meta.dirname);
  expect(lines).toEqual([
    [
      { problem: "read-only" },
      expect.stringMatching(/^The database takes no changes\. Point DATABASE_URL at/),
    ],
  ]);
});

test.each([
  ["that is missing", "/nowhere/ca.pem"],
  ["that is a folder", import.meta.dirname],
])("a file of a certificate %s is logged in a sentence, without a stack trace", async (_, file) => {
  const lines: unknown[][] = [];
  vi.spyOn(log, "warn").mockImplementation((...line: unknown[]) => void lines.push(line));
  onTestFinished(() => void vi.restoreAllMocks());
  onTestFinished(() => globalThis.usherOutages?.clear());
  const settings = {
    DATABASE_URL: `postgres://usher@127.0.0.1:9/usher?sslmode=verify-full&sslrootcert=${encodeURIComponent(file)}`,
  };
  await keepStaticFiles(settings, import.meta.dirname);
  expect(lines).toEqual([
    [{ problem: "away" }, expect.stringContaining("A file of sslrootcert, sslcert or sslkey can't be read")],
  ]);
});
