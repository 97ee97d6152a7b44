import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { embeddedUrl } from "./embedded-postgres";
import { projectRoot, testDistDir } from "./paths";
import { getFreePort, isFree, releasePort } from "./ports";

// Starts all of Usher with its own data, from the build that the tests use.
const home = path.join(projectRoot, ".usher/test/of-start");

beforeAll(() => rmSync(home, { recursive: true, force: true }));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("npm start", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("leaves nothing behind on %s", async (signal) => {
    const usher = await startUsher();
    await usher.says("Usher is ready.");
    expect((await fetch(usher.address)).status).toBeLessThan(500);
    expect(statSync(home).mode & 0o067, "other users can't read the data").toBe(0);
    usher.process.kill(signal);
    usher.process.kill(signal);
    expect(await usher.exitCode).toBe(0);
    await nothingIsLeft(usher.ports());
  });

  test("leaves nothing behind when it is stopped while it starts", async () => {
    const usher = await startUsher();
    await usher.says("Starting the mail catcher");
    usher.process.kill("SIGINT");
    expect(await usher.exitCode).toBe(0);
    await nothingIsLeft(usher.ports());
  });

  test("leaves nothing behind when it is killed, and starts again on its data", async () => {
    const usher = await startUsher();
    await usher.says("Usher is ready.");
    usher.process.kill("SIGKILL");
    await nothingIsLeft(usher.ports());
    const again = await startUsher();
    await again.says("Usher is ready.");
    expect(again.output()).not.toContain("Filled it with the demo");
  });

  test("doesn't start twice in one folder, and says where it is running", async () => {
    const usher = await startUsher();
    await usher.says("Usher is ready.");
    const second = await startUsher();
    expect(await second.exitCode).toBe(1);
    expect(second.output()).toContain(`Usher already runs in this folder at ${usher.address}`);
  });

  test("starts several times in one folder with your own database and mail server", async () => {
    const demo = await startUsher();
    await demo.says("Usher is ready.");
    const [, postgres = 0, smtp] = demo.ports();
    const own = {
      DATABASE_URL: embeddedUrl(path.join(home, "postgres"), postgres),
      SMTP_URL: `smtp://127.0.0.1:${smtp}`,
      MAIL_FROM: "no-reply@usher.example",
      AUTH_SECRET: "0123456789abcdef0123456789abcdef",
    };
    const both = [await startUsher(own), await startUsher(own)];
    for (const usher of both) await usher.says("Usher is ready.");
    for (const usher of both) expect((await fetch(`${usher.address}/api/health`)).status).toBe(200);
  });

  test("shows the demo on loopback only", async () => {
    const usher = await startUsher();
    await usher.says("Usher is ready.");
    const outside = Object.values(networkInterfaces()).flatMap((all = []) =>
      all.filter((one) => !one.internal && one.family === "IPv4"),
    );
    for (const { address } of outside)
      await expect(fetch(`http://${address}:${usher.port}/`)).rejects.toThrow();
  });

  test.each([
    [
      "DATABASE_DIRECT_URL alone",
      { DATABASE_DIRECT_URL: "postgres://127.0.0.1:1/usher" },
      "DATABASE_URL isn't",
    ],
    [
      "a misspelled DATABASE_URL",
      { DATABASE_ULR: "postgres://127.0.0.1:1/usher" },
      "Rename it to DATABASE_URL",
    ],
    ["a public BASE_URL without a database", { BASE_URL: "https://u.example" }, "its password to everybody"],
  ])("does not start the demo with %s", async (_, env, sentence) => {
    const usher = await startUsher(env);
    expect(await usher.exitCode).toBe(1);
    expect(usher.output()).toContain(sentence);
    expect(usher.output()).not.toContain("Starting PostgreSQL");
  });

  test("refuses a port from the settings that is in use, and says so", async () => {
    const usher = await startUsher();
    await usher.says("Usher is ready.");
    const second = await startUsher({ PORT: usher.port, USHER_HOME: `${home}-second` });
    expect(await second.exitCode).toBe(1);
    expect(second.output()).toContain(`Port ${usher.port} is taken.`);
    expect(second.output()).not.toContain("at async");
    rmSync(`${home}-second`, { recursive: true, force: true });
  });

  test("names the other settings that it needs with your own database", async () => {
    const usher = await startUsher({
      DATABASE_URL: "postgres://127.0.0.1:1/usher",
      SMTP_URL: "smtp://127.0.0.1:1",
      MAIL_FROM: "no-reply@usher.example",
      BASE_URL: "https://u.example/x",
    });
    expect(await usher.exitCode).toBe(1);
    expect(usher.output()).toContain("AUTH_SECRET is missing.");
    expect(usher.output()).toContain("BASE_URL must be an origin");
  });

  test("says if the database doesn't respond", async () => {
    const AUTH_SECRET = "0123456789abcdef0123456789abcdef";
    const DATABASE_URL = "postgres://127.0.0.1:1/usher";
    const usher = await startUsher({ DATABASE_URL, AUTH_SECRET, USHER_DEMO: "1" });
    expect(await usher.exitCode).toBe(1);
    expect(usher.output()).toContain(
      `Usher can't use the database "usher" at 127.0.0.1:1 (DATABASE_URL). Nothing listens there.`,
    );
  });
});

async function startUsher(env: Record<string, string> = {}) {
  const free = await getFreePort();
  releasePort(free);
  const port = String(free);
  const child = spawn(process.execPath, ["scripts/run.mjs", "start.ts"], {
    cwd: projectRoot,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      USHER_HOME: home,
      NEXT_DIST_DIR: testDistDir,
      LOG_LEVEL: "error",
      PORT: port,
      ...env,
    },
  });
  const output = collect(child);
  const exitCode = new Promise<number | null>((resolve) => child.once("exit", resolve));
  onTestFinished(async () => {
    child.kill();
    await exitCode;
  });
  return {
    process: child,
    port,
    address: `http://localhost:${port}`,
    output,
    exitCode,
    says: (text: string) =>
      Promise.race([until(() => output().includes(text)), exitCode.then(output)]).then(() =>
        expect(output()).toContain(text),
      ),
    ports: () => [port, ...[...output().matchAll(/ on port (\d+)/g)].map((match) => match[1])].map(Number),
  };
}

async function until(condition: () => boolean) {
  await vi.waitFor(() => expect(condition()).toBe(true), { timeout: 60_000, interval: 50 });
}

function collect(child: ChildProcess) {
  let text = "";
  const add = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  return () => text;
}

async function nothingIsLeft(ports: number[]) {
  await vi.waitFor(
    async () => {
      expect(processesOfHome()).toEqual([]);
      expect(await Promise.all(ports.map(isFree))).not.toContain(false);
    },
    { timeout: 15_000, interval: 100 },
  );
}

/** The processes that were started with this folder, name it or run in it. */
function processesOfHome() {
  if (!existsSync("/proc/self")) return [];
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid) && pid !== String(process.pid))
    .filter((pid) => traces(pid).some((trace) => trace.includes(home)));
}

function traces(pid: string) {
  return [
    () => readFileSync(`/proc/${pid}/environ`, "utf8"),
    () => readFileSync(`/proc/${pid}/cmdline`, "utf8"),
    () => readlinkSync(`/proc/${pid}/cwd`),
  ].map((read) => {
    try {
      return read();
    } catch {
      return "";
    }
  });
}
