import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { standaloneOf, testDistDir } from "@/scripts/paths";
import { getFreePort } from "@/scripts/ports";

export type SecondApp = {
  readonly base: string;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
};

/** The tested build once more, with another configuration: what it logs is kept. It sends no mail. */
export async function startSecondApp(env: Readonly<Record<string, string>>): Promise<SecondApp> {
  const port = await getFreePort();
  const folder = standaloneOf(process.env.NEXT_DIST_DIR ?? testDistDir);
  const app = spawn(process.execPath, [path.join(folder, "app.js")], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: String(port),
      BASE_URL: `http://localhost:${port}`,
      SMTP_URL: "smtp://127.0.0.1:9",
      MAIL_FROM: "no-reply@usher.example",
      AUTH_SECRET: "another-secret-0123456789abcdefghij",
      WORKER: "none",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [app.stdout, app.stderr]) {
    stream.on("data", (text) => {
      log += text;
    });
  }
  await untilListening(app, () => log);
  return {
    base: `http://localhost:${port}`,
    log: () => log,
    stop: async () => {
      app.kill();
      await once(app, "exit");
    },
  };
}

async function untilListening(app: ChildProcess, log: () => string): Promise<void> {
  for (const began = Date.now(); Date.now() - began < 30_000; ) {
    if (app.exitCode !== null) throw new Error(`The second app ended:\n${log()}`);
    if (log().includes("Ready in")) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The second app does not listen:\n${log()}`);
}
