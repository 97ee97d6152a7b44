import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CliError } from "../log";
import type { ManagedProcesses } from "../managed-processes";
import { getFreePort } from "../ports";
import { asAccount, changeOwner, postgresAccount } from "../postgres-account";
import { isReachable } from "../postgres-server";

/** Debian installs it in a folder that is only in root's PATH. */
const PATH = `${process.env.PATH}:/usr/sbin`;

export function hasPgBouncer(): boolean {
  return spawnSync("pgbouncer", ["--version"], { env: { ...process.env, PATH } }).status === 0;
}

type Options = {
  /** Users and their passwords. By default, it accepts everybody. */
  readonly users?: Readonly<Record<string, string>>;
  readonly mode?: "transaction" | "statement";
};

/** Starts PgBouncer in front of a server. Returns the database's URL through PgBouncer. */
export async function startPgBouncer(
  processes: ManagedProcesses,
  url: string,
  { users, mode = "transaction" }: Options = {},
): Promise<string> {
  if (!hasPgBouncer()) {
    throw new CliError("PgBouncer is not on this machine. Install it first: apt-get install -y pgbouncer");
  }
  const { hostname, port, username, password } = new URL(url);
  const folder = mkdtempSync(path.join(tmpdir(), "usher-pgbouncer-"));
  const file = path.join(folder, "pgbouncer.ini");
  const userFile = path.join(folder, "users.txt");
  const listening = await getFreePort();
  const authentication = users ? `auth_type = scram-sha-256\nauth_file = ${userFile}` : "auth_type = any";
  writeFileSync(file, configuration({ hostname, port, username, password, listening, authentication, mode }));
  writeFileSync(userFile, linesOf({ ...users, [username]: decodeURIComponent(password) }));
  const account = postgresAccount(path.join(folder, "none"));
  for (const owned of [folder, file, userFile]) changeOwner(owned, account);
  chmodSync(folder, 0o700);
  processes.start({
    name: "PgBouncer",
    ...asAccount(account, "pgbouncer", ["-q", file], [file]),
    env: { ...process.env, PATH },
    stdio: ["ignore", "ignore", "inherit"],
    stopSignal: "SIGINT",
    temporaryFolder: folder,
  });
  const pooled = Object.assign(new URL(url), { host: `127.0.0.1:${listening}` }).href;
  for (let tries = 0; !(await isReachable(pooled)); tries++) {
    if (tries > 200) throw new CliError("PgBouncer does not respond.");
  }
  return pooled;
}

function linesOf(users: Readonly<Record<string, string>>): string {
  return Object.entries(users)
    .map(([name, password]) => `"${name}" "${password}"\n`)
    .join("");
}

type Configured = {
  hostname: string;
  port: string;
  username: string;
  password: string;
  listening: number;
  authentication: string;
  mode: string;
};

function configuration(configured: Configured): string {
  const { hostname, port, username, password, listening, authentication, mode } = configured;
  return `
[databases]
* = host=${hostname} port=${port} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listening}
unix_socket_dir =
${authentication}
pool_mode = ${mode}
default_pool_size = 10
max_client_conn = 200
`;
}
