import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";

const Lockfile = z.object({ packages: z.record(z.string(), z.looseObject({})) });

test("package-lock.json names no address to download from", () => {
  const { packages } = Lockfile.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
  const addressed = Object.entries(packages).filter(([, entry]) => "resolved" in entry);
  expect(addressed.map(([path]) => path)).toEqual([]);
});
