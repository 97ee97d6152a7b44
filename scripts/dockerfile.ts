// `npm run test:dockerfile`: executes the Dockerfile's steps without a container engine, and then runs the result as a
// container would: as process 1, as an ordinary user, without a writable folder. Needs Linux, and root for the last part.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startSmtp } from "@/app/_server/testing/smtp";
import { executeDockerfile, type Image } from "./dockerfile-steps";
import { startTemporaryPostgres } from "./embedded-postgres";
import { CliError, info, logFailure } from "./log";
import { manageProcesses } from "./managed-processes";
import { getFreePort } from "./ports";
import { recreateDatabase, withDatabase } from "./postgres-server";

/** The user that the image calls `node`. */
const NODE = ["--reuid=1000", "--regid=1000", "--clear-groups"];

const processes = manageProcesses();
const scratch = mkdtempSync(path.join(tmpdir(), "usher-image-"));
const smtp = await startSmtp();
const code = await tryIt().then(() => 0, logFailure);
await smtp.close();
await processes.stop();
rmSync(scratch, { recursive: true, force: true });
process.exit(code);

async function tryIt(): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new CliError("Start this as root: it makes namespaces and changes users.");
  const image = executeDockerfile(scratch);
  const folder = path.join(image.root, image.workdir);
  if (image.user !== "node") throw new CliError(`The image runs as ${image.user}, not as node.`);
  chmodSync(scratch, 0o755);
  execFileSync("chmod", ["-R", "a-w,a+rX", folder]);
  info(
    `The image's own part has ${execFileSync("du", ["-sh", folder], { encoding: "utf8" }).split("\t")[0]}`,
  );

  const server = await startTemporaryPostgres(processes);
  await recreateDatabase(server, "usher");
  const env = {
    ...image.env,
    PATH: path.dirname(process.execPath),
    PORT: String(await getFreePort()),
    DATABASE_URL: withDatabase(server, "usher"),
    SMTP_URL: smtp.url,
    MAIL_FROM: "Usher <no-reply@usher.example>",
    BASE_URL: "http://localhost:3000",
    AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
  };
  info("Migrating in it");
  execFileSync("setpriv", [...NODE, "node", "migrate.js"], {
    cwd: folder,
    env: asEnv(env),
    stdio: "inherit",
  });
  await runAsProcess1(image, folder, env);
}

async function runAsProcess1(image: Image, folder: string, env: Record<string, string>): Promise<void> {
  const began = Date.now();
  const outer = spawn("unshare", ["--pid", "--fork", "setpriv", ...NODE, ...image.command], {
    cwd: folder,
    env: asEnv(env),
    stdio: "inherit",
  });
  const exited = once(outer, "exit");
  while (!isHealthy(image, folder, env)) {
    if (outer.exitCode !== null || Date.now() - began > 60_000) throw new CliError("It didn't get healthy.");
    await pause(100);
  }
  info(`Healthy after ${Date.now() - began} ms`);
  const [process1] = readdirSync("/proc").filter((pid) => isChildOf(pid, outer.pid));
  process.kill(Number(process1), image.stopSignal);
  const [status] = await exited;
  if (status !== 143)
    throw new CliError(`${image.stopSignal} ended process 1 with ${status} and not with 143.`);
  info(`${image.stopSignal} has ended process 1 in good order`);
}

function isHealthy(
  { healthcheck: [program = "", ...args] }: Image,
  cwd: string,
  env: Record<string, string>,
) {
  try {
    execFileSync(program, args, { cwd, env: asEnv(env) });
    return true;
  } catch {
    return false;
  }
}

function isChildOf(pid: string, parent: number | undefined): boolean {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8").includes(`\nPPid:\t${parent}\n`);
  } catch {
    return false;
  }
}

function asEnv(env: Record<string, string>): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", ...env };
}
