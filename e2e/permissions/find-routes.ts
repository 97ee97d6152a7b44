import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "@/scripts/paths";

/** The patterns of all pages and route handlers. */
export function findPages(): string[] {
  return filesBelow("app")
    .filter((file) => /\/(page|route)\.tsx?$/.test(file))
    .map((file) => path.dirname(file).replace(/^app/, "") || "/")
    .sort();
}

/** Every export of "use server" files. Each is an endpoint that anyone can call. */
export function findActions(): string[] {
  return [...filesBelow("app"), ...filesBelow("components")]
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
    .map((file) => readFileSync(path.join(projectRoot, file), "utf8"))
    .filter((source) => /^\s*["']use server["']/m.test(source))
    .flatMap((source) => [
      ...source.matchAll(/^export (?:default )?(?:async )?(?:function|const|let) (\w+)/gm),
    ])
    .map(([, name = ""]) => name)
    .sort();
}

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)));
}
