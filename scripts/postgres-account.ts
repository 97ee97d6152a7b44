import { spawnSync } from "node:child_process";
import { chownSync, existsSync, statSync } from "node:fs";
import { Refusal, say } from "./say";

const ACCOUNT = "postgres";

type Account = { uid: number; gid: number };
type Invocation = { command: string; args: string[]; uid?: number; gid?: number };

/**
 * PostgreSQL refuses to run as root; root runs it under the account that owns `data`, or else under `postgres`, made
 * when there is none. Null for an ordinary user.
 */
export function postgresAccount(data: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(data)) return owner(data);
  return lookUp() ?? create();
}

/** How to run `command` under the account, with leave to use `paths`. */
export function asAccount(
  account: Account | null,
  command: string,
  args: string[],
  paths: string[],
): Invocation {
  if (!account) return { command, args };
  if (reaches(account, [command, ...paths])) return { command, args, ...account };
  return { command: "setpriv", args: [...passage(account), command, ...args] };
}

export function give(path: string, account: Account | null): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/**
 * Root's checkout is often in a folder that is closed to everybody else, such as /root. Rather than open it, the
 * account gets the one capability to pass through.
 */
function passage({ uid, gid }: Account) {
  const capability = "dac_override";
  const options = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    `--inh-caps=-all,+${capability}`,
    `--ambient-caps=-all,+${capability}`,
    `--bounding-set=-all,+${capability}`,
    "--securebits=+no_setuid_fixup",
  ];
  if (spawnSync("setpriv", [...options, "true"]).status === 0) return options;
  throw new Refusal(
    "PostgreSQL cannot run as root, and its account cannot enter this folder. Move Usher to a folder that others may enter, start it as an ordinary user, or set DATABASE_URL.",
  );
}

function reaches(account: Account, paths: string[]) {
  const test = ["-c", 'for path; do test -r "$path" || exit 1; done', "sh", ...paths];
  return spawnSync("/bin/sh", test, account).status === 0;
}

function owner(data: string): Account {
  const { uid, gid } = statSync(data);
  return { uid, gid };
}

function lookUp(): Account | null {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, ACCOUNT], { encoding: "utf8" }));
  if (uid?.status !== 0 || gid?.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function create(): Account {
  say(`Making the account "${ACCOUNT}", under which PostgreSQL runs`);
  spawnSync("groupadd", ["--system", ACCOUNT]);
  spawnSync("useradd", ["--system", "--gid", ACCOUNT, "--no-create-home", ACCOUNT]);
  const account = lookUp();
  if (account) return account;
  throw new Refusal(
    `PostgreSQL cannot run as root, and the account "${ACCOUNT}" could not be made. Start Usher as an ordinary user, or set DATABASE_URL.`,
  );
}
