import { spawnSync } from "node:child_process";
import { chownSync, existsSync, statSync } from "node:fs";
import { CliError, info } from "./log";

const ACCOUNT = "postgres";

type Account = { uid: number; gid: number };
type Invocation = { command: string; args: string[]; uid?: number; gid?: number };

/**
 * PostgreSQL refuses to run as root. Root runs it as the owner of `data` or, for a new cluster, as the user `postgres`, which
 * is created if it doesn't exist.
 * @returns null for an ordinary user
 */
export function postgresAccount(data: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(data)) return owner(data);
  return lookUp() ?? create();
}

/** How to run `command` as this account, so that it can use `paths`. */
export function asAccount(
  account: Account | null,
  command: string,
  args: string[],
  paths: string[],
): Invocation {
  if (!account) return { command, args };
  if (canRead(account, [command, ...paths])) return { command, args, ...account };
  return { command: "setpriv", args: [...traversalOptions(account), command, ...args] };
}

export function changeOwner(path: string, account: Account | null): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/**
 * Root's checkout is often in a folder that only root can enter, such as /root. The account gets the one capability that
 * lets it enter, instead of changing the folder.
 */
function traversalOptions({ uid, gid }: Account) {
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
  throw new CliError(
    "PostgreSQL cannot run as root, and its account cannot enter this folder. " +
      "Move Usher to a folder that others may enter, start it as an ordinary user, or set DATABASE_URL.",
  );
}

function canRead(account: Account, paths: string[]) {
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
  info(`Creating the user "${ACCOUNT}", as which PostgreSQL runs`);
  spawnSync("groupadd", ["--system", ACCOUNT]);
  spawnSync("useradd", ["--system", "--gid", ACCOUNT, "--no-create-home", ACCOUNT]);
  const account = lookUp();
  if (account) return account;
  throw new CliError(
    `PostgreSQL cannot run as root, and the account "${ACCOUNT}" could not be created. ` +
      "Start Usher as an ordinary user, or set DATABASE_URL.",
  );
}
