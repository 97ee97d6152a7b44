import { chmodSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSmtp } from "@/app/_server/testing/smtp";
import { migrate } from "@/db/migrate";
import { embeddedUrl, startEmbeddedPostgres } from "@/scripts/embedded-postgres";
import { type ManagedProcesses, manageProcesses } from "@/scripts/managed-processes";
import { startWorkerProcess } from "@/scripts/multi-process/serve";
import { testDistDir } from "@/scripts/paths";
import { getFreePort } from "@/scripts/ports";
import { serveApp } from "@/scripts/serve-app";

const SECRET = "only-for-the-tests-0123456789abcdef";

export type MultiProcess = Awaited<ReturnType<typeof startProcesses>>;
export type EmailSink = Awaited<ReturnType<typeof startSmtp>>;

/** Starts Usher in processes that can be killed separately: PostgreSQL with durable commits, the app, and a worker. */
export async function startProcesses() {
  const processes = manageProcesses();
  const smtp = await startSmtp();
  try {
    return await start(processes, smtp);
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

async function start(processes: ManagedProcesses, smtp: EmailSink) {
  const folder = mkdtempSync(path.join(tmpdir(), "usher-faults-"));
  chmodSync(folder, 0o755);
  const [postgresPort, port] = [await getFreePort(), await getFreePort()];
  const base = `http://localhost:${port}`;
  const startPostgres = () =>
    startEmbeddedPostgres({ processes, folder, port: postgresPort, temporary: true, durable: true });
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
    serveApp({ processes, port, env: { ...env, WORKER: "none" }, distDir: testDistDir, loopback: true });
  let app = await startApp();
  let restarts = 0;
  let worker = startWorkerProcess(processes, env);

  return {
    url,
    base,
    secret: SECRET,
    smtp,
    /** Each kills one of the processes and starts it again. */
    kill: {
      app: async () => {
        killGroup(app.pid);
        app = await startApp();
      },
      worker: async () => {
        killGroup(worker);
        worker = startWorkerProcess(processes, env);
      },
      postgres: async () => {
        stopPostgres(path.join(folder, "data"), restarts++ % 2 ? "SIGINT" : "SIGQUIT");
        await startPostgres();
      },
    },
    stop: async () => {
      await processes.stop();
      await smtp.close();
    },
  };
}

function killGroup(leader: number): void {
  process.kill(-leader, "SIGKILL");
}

/** Immediately, so that the next start recovers from the log, or by closing each connection first. */
function stopPostgres(data: string, signal: "SIGQUIT" | "SIGINT"): void {
  const [pid] = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), signal);
}
