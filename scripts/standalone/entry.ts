// What app.js, worker.js, migrate.js and create-organization.js of a build begin with. It uses only Node, because a file that
// is missing can be any other.

import { accessSync, constants, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const missing = missingFiles();
if (missing.length === 0) await import(new URL(`${process.env.USHER_PROGRAM}`, import.meta.url).href);
else {
  const count = missing.length === 1 ? "1 file" : `${missing.length} files`;
  refuse(
    `This copy of the build isn't complete: ${count} of it can't be read, the first is ${missing[0]}. ` +
      "Copy all of .next/standalone, also what begins with a dot, and let the user that runs Usher read all of it: " +
      "chmod -R a+rX.",
  );
}

/** The files of the build that don't exist or that this user may not read. */
function missingFiles(): string[] {
  const list = "files.json";
  if (!isReadable(list)) return [list];
  const files: string[] = JSON.parse(readFileSync(pathOf(list), "utf8"));
  return files.filter((file) => !isReadable(file));
}

function isReadable(file: string): boolean {
  try {
    accessSync(pathOf(file), constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function pathOf(file: string): string {
  return path.join(fileURLToPath(new URL(".", import.meta.url)), file);
}

/** App and worker log in JSON, as app/_server/log.ts does. */
function refuse(sentence: string): never {
  const isLogged = /^(app|worker)-/.test(`${process.env.USHER_PROGRAM}`);
  const line = { level: "fatal", time: new Date().toISOString(), msg: sentence };
  if (isLogged) console.log(JSON.stringify(line));
  else console.error(`\n${sentence}`);
  process.exit(1);
}
