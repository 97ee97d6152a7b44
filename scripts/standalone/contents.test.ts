import { lstatSync, readdirSync, readFileSync, readlinkSync, renameSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { projectRoot, standaloneOf, testDistDir } from "../paths";
import { type Copy, copyBuild } from "./copy";

let copy: Copy;

beforeAll(() => {
  copy = copyBuild(standaloneOf(testDistDir));
});

afterAll(() => copy.remove());

test("a copied build draws logos", async () => {
  const program =
    "const sharp = (await import('sharp')).default;" +
    'const svg = \'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\';' +
    "console.log((await sharp(Buffer.from(svg)).png().toBuffer()).length)";
  const { code, output } = await copy.run("--input-type=module", {}, ["--eval", program]);
  expect(output).toMatch(/^\d+\n$/);
  expect(code).toBe(0);
});

test.each([
  [
    ".next/static",
    "app.js",
    /^\{"level":"fatal","time":"[^"]+","msg":"This copy of the build isn't complete: \d+ files[^\n]*\}\n$/,
  ],
  [
    ".next/server/app-paths-manifest.json",
    "app.js",
    /^\{[^\n]*the first is .next\/server\/app-paths-manifest.json\.[^\n]*\}\n$/,
  ],
  ["node_modules/pg", "worker.js", /^\{"level":"fatal"[^\n]*the first is node_modules\/pg\/[^\n]*\}\n$/],
  ["migrations", "migrate.js", /^\nThis copy of the build isn't complete:[^\n]*\n$/],
  ["files.json", "create-organization.js", /^\nThis copy of the build isn't complete: 1 file[^\n]*\n$/],
])("without %s, %s ends with one sentence", async (part, program, sentence) => {
  const lost = path.join(copy.folder, part.replace(".next", testDistDir));
  renameSync(lost, `${lost}.lost`);
  onTestFinished(() => renameSync(`${lost}.lost`, lost));
  const { code, output } = await copy.run(program, {});
  expect(output.replaceAll(testDistDir, ".next")).toMatch(sentence);
  expect(code).toBe(1);
});

test("a build contains the list of settings that its error messages mention", () => {
  const lists = [copy.folder, projectRoot].map((at) => readFileSync(path.join(at, ".env.example"), "utf8"));
  expect(lists[0]).toBe(lists[1]);
});

test("a build contains no .env, no link to other folders and only production dependencies", () => {
  const entries = readdirSync(copy.folder, { recursive: true, withFileTypes: true });
  const links = entries
    .filter((entry) => entry.isSymbolicLink())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) {
    const target = path.resolve(path.dirname(link), readlinkSync(link));
    expect(target.startsWith(`${copy.folder}/`), link).toBe(true);
    expect(lstatSync(target).isDirectory()).toBe(true);
  }
  expect(entries.map(({ name }) => name).filter((name) => name.startsWith(".env"))).toEqual([".env.example"]);
  const { packages } = JSON.parse(readFileSync(path.join(projectRoot, "package-lock.json"), "utf8"));
  const modules = path.join(copy.folder, "node_modules");
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith("@") ? readdirSync(path.join(modules, name)).map((each) => `${name}/${each}`) : [name],
  );
  expect(names).toEqual(expect.arrayContaining(["next", "pg", "sharp"]));
  // Of some packages, Next copies only the package.json.
  const withCode = names.filter((name) => readdirSync(path.join(modules, name)).length > 1);
  expect(withCode.filter((name) => packages[`node_modules/${name}`]?.dev)).toEqual([]);
});
