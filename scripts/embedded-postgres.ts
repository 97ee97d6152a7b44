import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { Children, Exit } from "./children";
import { keptSecret } from "./kept-secret";
import { asAccount, give, postgresAccount } from "./postgres-account";
import { postgresBinaries } from "./postgres-binaries";
import { endLeftover } from "./postgres-leftover";
import { answers, createDatabaseIfMissing } from "./postgres-server";
import { makePrivate } from "./private-folder";
import { Refusal } from "./say";

type Options = {
  children: Children;
  /** Where the cluster lives, in `data`, beside its password and its log. */
  folder: string;
  port: number;
  /** For tests: fast rather than safe against power failure, and gone with the server. */
  throwAway?: boolean;
  /** Safe against power failure all the same: what is measured is what is run. */
  durable?: boolean;
};

/**
 * Starts the embedded PostgreSQL, first making the cluster and in it the database `usher` if they are not there.
 * Relies on nobody else using the folder (see takeLock).
 */
export async function startEmbeddedPostgres({
  children,
  folder,
  port,
  throwAway = false,
  durable = !throwAway,
}: Options): Promise<void> {
  const { initdb, postgres } = await postgresBinaries();
  const data = path.join(folder, "data");
  const account = postgresAccount(data);
  const log = path.join(folder, "log");
  // The folder above is .usher, except where the data is thrown away.
  for (const each of throwAway ? [folder] : [path.dirname(folder), folder]) makePrivate(each, account);
  if (existsSync(data)) await endLeftover(data);
  else await makeCluster();
  const output = openAnew(log);
  const server = children.start({
    name: "PostgreSQL",
    ...asAccount(account, postgres, ["-D", data, "-p", String(port), ...settings(durable)], [data]),
    env: environment(),
    stdio: ["ignore", output, output],
    stopSignal: "SIGINT",
    ...(throwAway && { throwAway: folder }),
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
    give(unfinished, account);
    give(passwordFile, account);
    const args = ["-D", unfinished, `--pwfile=${passwordFile}`, ...clusterOptions(durable)];
    const output = openAnew(log);
    const code = await children.run({
      name: "initdb",
      ...asAccount(account, initdb, args, [unfinished, passwordFile]),
      env: environment(),
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    rmSync(passwordFile, { force: true });
    if (code !== 0)
      throw new Refusal(`The embedded PostgreSQL could not be set up:\n${readFileSync(log, "utf8")}`);
    renameSync(unfinished, data);
  }

  async function untilReady(exited: Promise<Exit>) {
    let ended = false;
    exited.then(() => {
      ended = true;
    });
    while (!(await answers(embeddedUrl(folder, port, "postgres")))) {
      if (ended) throw new Refusal(`The embedded PostgreSQL did not start:\n${readFileSync(log, "utf8")}`);
    }
  }
}

export function embeddedUrl(folder: string, port: number, database = "usher"): string {
  return `postgres://usher:${embeddedPassword(folder)}@127.0.0.1:${port}/${database}`;
}

function embeddedPassword(folder: string) {
  return keptSecret(path.join(folder, "password"));
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

/** Removed first, since it may be another user's. */
function openAnew(file: string) {
  rmSync(file, { force: true });
  return openSync(file, "w");
}

/** Without the PG… variables of whoever starts it, which the server would obey. */
function environment() {
  return { PATH: process.env.PATH, LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };
}
