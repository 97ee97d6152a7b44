import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CliError } from "../log";
import type { ManagedProcesses } from "../managed-processes";
import { getFreePort } from "../ports";
import { asAccount, changeOwner, postgresAccount } from "../postgres-account";
import { isReachable } from "../postgres-server";

/** Debian keeps it where only root looks. */
const PATH = `${process.env.PATH}:/usr/sbin`;

export function hasPgBouncer(): boolean {
  return spawnSync("pgbouncer", ["--version"], { env: { ...process.env, PATH } }).status === 0;
}

/** PgBouncer in transaction mode before a server. Returns the address by which the same database is reached through it. */
export async function startPgBouncer(processes: ManagedProcesses, url: string): Promise<string> {
  if (!hasPgBouncer()) {
    throw new CliError("PgBouncer is not on this machine. Install it first: apt-get install -y pgbouncer");
  }
  const { hostname, port, username, password } = new URL(url);
  const folder = mkdtempSync(path.join(tmpdir(), "usher-pgbouncer-"));
  const file = path.join(folder, "pgbouncer.ini");
  const listening = await getFreePort();
  writeFileSync(file, configuration({ hostname, port, username, password, listening }));
  const account = postgresAccount(path.join(folder, "none"));
  for (const owned of [folder, file]) changeOwner(owned, account);
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
    if (tries > 200) throw new CliError("PgBouncer does not answer.");
  }
  return pooled;
}

type Configured = { hostname: string; port: string; username: string; password: string; listening: number };

function configuration({ hostname, port, username, password, listening }: Configured): string {
  return `
[databases]
* = host=${hostname} port=${port} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listening}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 10
max_client_conn = 200
`;
}
