import { chmodSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSmtp } from "@/app/_server/testing/smtp";
import { migrate } from "@/db/migrate";
import { type Children, keepChildren } from "@/scripts/children";
import { serveConsole } from "@/scripts/console";
import { embeddedUrl, startEmbeddedPostgres } from "@/scripts/embedded-postgres";
import { projectRoot, testedDistDir } from "@/scripts/places";
import { anyFreePort } from "@/scripts/ports";

const SECRET = "only-for-the-tests-0123456789abcdef";

export type Fleet = Awaited<ReturnType<typeof startFleet>>;
export type Mails = Awaited<ReturnType<typeof startSmtp>>;

/** Usher in processes that can be killed one by one: PostgreSQL with durable commits, the app, and a worker. */
export async function startFleet() {
  const children = keepChildren();
  const smtp = await startSmtp();
  try {
    return await start(children, smtp);
  } catch (error) {
    await children.stop();
    throw error;
  }
}

async function start(children: Children, smtp: Mails) {
  const folder = mkdtempSync(path.join(tmpdir(), "usher-faults-"));
  chmodSync(folder, 0o755);
  const [postgresPort, port] = [await anyFreePort(), await anyFreePort()];
  const base = `http://localhost:${port}`;
  const startPostgres = () =>
    startEmbeddedPostgres({ children, folder, port: postgresPort, throwAway: true, durable: true });
  await startPostgres();
  const url = embeddedUrl(folder, postgresPort);
  await migrate(url);
  const env = {
    DATABASE_URL: url,
    SMTP_URL: smtp.url,
    MAIL_FROM: "Usher <no-reply@usher.example>",
    BASE_URL: base,
    AUTH_SECRET: SECRET,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "fatal",
  };
  const startApp = () =>
    serveConsole({ children, port, env: { ...env, WORKER: "none" }, distDir: testedDistDir, loopback: true });
  let app = await startApp();
  let worker = startWorker(children, env);

  return {
    url,
    base,
    secret: SECRET,
    smtp,
    /** Each ends one of the processes without a word, and starts it again. */
    kill: {
      app: async () => {
        killGroup(app.pid);
        app = await startApp();
      },
      worker: async () => {
        killGroup(worker);
        worker = startWorker(children, env);
      },
      postgres: async () => {
        stopImmediately(path.join(folder, "data"));
        await startPostgres();
      },
    },
    postgres: { stop: () => stopImmediately(path.join(folder, "data")), start: startPostgres },
    stop: async () => {
      await children.stop();
      await smtp.close();
    },
  };
}

function startWorker(children: Children, env: Record<string, string>): number {
  const { pid = 0 } = children.start({
    name: "The worker",
    command: process.execPath,
    args: ["--import", "tsx", path.join(projectRoot, "scripts/worker.ts")],
    env: { ...process.env, ...env, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return pid;
}

function killGroup(leader: number): void {
  process.kill(-leader, "SIGKILL");
}

/** As after a crash: connections are cut, nothing is finished, and the next start recovers from the log. */
function stopImmediately(data: string): void {
  const [pid] = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGQUIT");
}
