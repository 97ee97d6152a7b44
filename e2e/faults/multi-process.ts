import { chmodSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSmtp } from "@/app/_server/testing/smtp";
import { migrate } from "@/db/migrate";
import { type Children, keepChildren } from "@/scripts/children";
import { serveConsole } from "@/scripts/console";
import { embeddedUrl, startEmbeddedPostgres } from "@/scripts/embedded-postgres";
import { startWorkerApart } from "@/scripts/fleet/fleet";
import { testedDistDir } from "@/scripts/places";
import { anyFreePort } from "@/scripts/ports";

const SECRET = "only-for-the-tests-0123456789abcdef";

export type MultiProcess = Awaited<ReturnType<typeof startProcesses>>;
export type Mails = Awaited<ReturnType<typeof startSmtp>>;

/** Usher in processes that can be killed one by one: PostgreSQL with durable commits, the app, and a worker. */
export async function startProcesses() {
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
  let restarts = 0;
  let worker = startWorkerApart(children, env);

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
        worker = startWorkerApart(children, env);
      },
      postgres: async () => {
        stopPostgres(path.join(folder, "data"), restarts++ % 2 ? "SIGINT" : "SIGQUIT");
        await startPostgres();
      },
    },
    stop: async () => {
      await children.stop();
      await smtp.close();
    },
  };
}

function killGroup(leader: number): void {
  process.kill(-leader, "SIGKILL");
}

/** At once, as after a crash, so that the next start recovers from the log; or by telling each connection that it ends. */
function stopPostgres(data: string, signal: "SIGQUIT" | "SIGINT"): void {
  const [pid] = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), signal);
}
