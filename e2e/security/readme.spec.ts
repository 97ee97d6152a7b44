import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { projectRoot } from "@/scripts/paths";

test("every test file that the table of promises names exists", () => {
  const table = readFileSync(path.join(projectRoot, "e2e/security/README.md"), "utf8");
  const patterns = [...table.matchAll(/`([^` ]+\.(?:test|spec)\.tsx?)`/g)].map(([, pattern = ""]) => pattern);
  const files = patterns.flatMap(expandBraces).filter((file) => file.includes("/"));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => !existsSync(path.join(projectRoot, file)))).toEqual([]);
});

/** `a/{b,c}.ts` stands for `a/b.ts` and `a/c.ts`. */
function expandBraces(pattern: string): string[] {
  const [whole, before = "", choices = "", after = ""] = /^(.*?)\{(.*?)\}(.*)$/.exec(pattern) ?? [];
  if (!whole) return [pattern];
  return choices.split(",").flatMap((choice) => expandBraces(before + choice + after));
}
