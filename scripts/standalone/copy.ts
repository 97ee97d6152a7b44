import { execFile, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { getFreePort } from "../ports";

export type Copy = ReturnType<typeof copyBuild>;

/**
 * Copies a built folder out of the project, so that its programs find only Node.
 * @param built see `standaloneOf`
 */
export function copyBuild(built: string) {
  const home = mkdtempSync(path.join(tmpdir(), "usher-build-"));
  const folder = path.join(home, "usher");
  cpSync(built, folder, { recursive: true, verbatimSymlinks: true });
  const bin = path.join(home, "bin");
  mkdirSync(bin);
  symlinkSync(process.execPath, path.join(bin, "node"));
  const only = { PATH: bin, NODE_ENV: "production" as const };
  return {
    folder,
    deploymentId,
    run,
    serve,
    start,
    remove: () => rmSync(home, { recursive: true, force: true }),
  };

  /** The build's id, which each page contains. */
  function deploymentId(): string {
    const server = readdirSync(folder).find((name) => /^server\.[cm]js$/.test(name)) ?? "";
    const config = readFileSync(path.join(folder, server), "utf8");
    return /"deploymentId":"([^"]+)"/.exec(config)?.[1] ?? "";
  }

  /** Runs a program of the folder until it ends. */
  function run(program: string, env: Record<string, string>, args: string[] = []) {
    return new Promise<{ code: number; output: string }>((resolve) => {
      const options = { cwd: folder, env: { ...only, ...env } };
      const child = execFile("node", [program, ...args], options, (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
      );
    });
  }

  /** Starts a program of the folder. Without "pipe", its `log` is empty. */
  function start(program: string, env: Record<string, string>, output: "pipe" | number = "pipe") {
    const stdio = ["ignore", output, output] as const;
    const child = spawn("node", [program], { cwd: folder, env: { ...only, ...env }, stdio: [...stdio] });
    const exitCode = new Promise<number | null>((resolve) => child.once("exit", resolve));
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (text) => {
        log += text;
      });
    }
    const stop = () => {
      child.kill("SIGTERM");
      return exitCode;
    };
    return { pid: child.pid, log: () => log, exitCode, stop };
  }

  /** Starts the app on a free port, and waits until it responds. */
  async function serve(env: Record<string, string>, output: "pipe" | number = "pipe") {
    const port = await getFreePort();
    const base = `http://localhost:${port}`;
    const app = start("app.js", { BASE_URL: base, HOST: "127.0.0.1", PORT: String(port), ...env }, output);
    let end: { code: number | null } | undefined;
    app.exitCode.then((code) => {
      end = { code };
    });
    while (!(await isUp(`http://127.0.0.1:${port}/api/health/live`))) {
      if (end) throw new Error(`The app ended (exit code ${end.code}):\n${app.log()}`);
      await pause(20);
    }
    return { ...app, port, base };
  }
}

/**
 * Makes a copy look like the next version, with another deployment id and other names for all static files, because a real
 * build would take a minute.
 * @param options.withOtherActions whether all its actions get new ids, as if all were rewritten
 */
export function anotherBuild(copy: Copy, { withOtherActions = false } = {}): Copy {
  const other = copyBuild(copy.folder);
  const names = filesOf(other.folder)
    .filter((file) => /\/static\/chunks\/[^/]{8,}\.(js|css)$/.test(file))
    .map((file) => path.basename(file));
  const renamed = new Map(names.map((name) => [name, reverseStem(name)]));
  renamed.set(copy.deploymentId(), reverseStem(copy.deploymentId()));
  // The first byte says which arguments the action takes.
  const actions = withOtherActions ? actionIds(other.folder) : [];
  for (const id of actions) renamed.set(id, id.slice(0, 2) + reverseStem(id.slice(2)));
  const any = new RegExp([...renamed.keys()].map((name) => name.replaceAll(".", "\\.")).join("|"), "g");
  const rename = (text: string) => text.replace(any, (name) => renamed.get(name) ?? name);
  for (const file of filesOf(other.folder)) {
    if (!/\.([cm]?js|css|json|html|rsc|meta)$/.test(file) || file.includes("/node_modules/")) continue;
    writeFileSync(file, rename(readFileSync(file, "utf8")));
    if (rename(path.basename(file)) !== path.basename(file))
      renameSync(file, path.join(path.dirname(file), rename(path.basename(file))));
  }
  return other;
}

/** Adds a migration to a build, as the next version would bring: a new table, and a new column in each of the others. */
export function addMigration(copy: Copy): void {
  const folder = path.join(copy.folder, "migrations");
  const journalFile = path.join(folder, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(journalFile, "utf8"));
  const last = journal.entries.at(-1);
  const entry = { ...last, idx: last.idx + 1, when: last.when + 1, tag: "9999_later" };
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: [...journal.entries, entry] }));
  writeFileSync(
    path.join(folder, "9999_later.sql"),
    `do $$
    declare
      name text;
    begin
      for name in select tablename from pg_tables where schemaname = 'public' loop
        execute format('alter table public.%I add column later text not null default %L', name, 'later');
      end loop;
    end $$;
    --> statement-breakpoint
    create table later (id bigint generated always as identity primary key, word text)`,
  );
}

function actionIds(folder: string): string[] {
  const manifest = filesOf(folder).find((file) => file.endsWith("server/server-reference-manifest.json"));
  if (!manifest) throw new Error("The build has no manifest of its actions.");
  const { node }: { node: object } = JSON.parse(readFileSync(manifest, "utf8"));
  return Object.keys(node);
}

function reverseStem(name: string): string {
  const [stem = "", ...rest] = name.split(".");
  return [[...stem].reverse().join(""), ...rest].join(".");
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
}

function isUp(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
