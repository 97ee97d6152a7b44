import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "./paths";

// Biome wraps code at 110 columns, but not strings, comments and SQL.
const LINE_LENGTH = 130;

test(`no line of code has more than ${LINE_LENGTH} columns`, () => {
  const files = sourceFiles();
  expect(files.length).toBeGreaterThan(1000);
  expect(files.flatMap(longLines)).toEqual([]);
});

function longLines(file: string): string[] {
  const lines = readFileSync(path.join(projectRoot, file), "utf8").split("\n");
  return lines.flatMap((line, at) => ([...line].length > LINE_LENGTH ? [`${file}:${at + 1}`] : []));
}

/** Without the migrations, which can't be changed once they have run. */
function sourceFiles(): string[] {
  return readdirSync(projectRoot, { withFileTypes: true })
    .filter(({ name }) => name === ".github" || !/^(\.|node_modules$)/.test(name))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(entry.name) : [entry.name]))
    .filter((file) => /\.(tsx?|mjs|sql|css|ya?ml)$/.test(file) && !file.startsWith("db/migrations/"));
}

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" }).map((file) =>
    path.posix.join(folder, file),
  );
}
