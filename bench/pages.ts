import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { inviteUsers } from "@/db/invitations/invite";
import { insertUser } from "@/db/users/insert";
import { buildIfStale } from "@/scripts/build";
import { CliError, info } from "@/scripts/log";
import type { ManagedProcesses } from "@/scripts/managed-processes";
import { waitUntilReady } from "@/scripts/managed-processes";
import { projectRoot, testDistDir } from "@/scripts/paths";
import { getFreePort } from "@/scripts/ports";
import { serveApp } from "@/scripts/serve-app";
import { load } from "./load";
import { type Figure, sideBySide } from "./measure";
import { benchMemory } from "./memory";
import { type Customer, type Scenario, seedCustomer, sessionOf } from "./scenario";
import { benchScripts } from "./scripts";

const AUTH_SECRET = "only-for-the-bench-0123456789abcdef";
const next = path.join(projectRoot, "node_modules/next/dist/bin/next");

/** Whole pages over HTTP, signed in, 16 in flight, beside the least that a dynamic page of the same Next is. */
export async function benchPages(scenario: Scenario, processes: ManagedProcesses): Promise<Figure[]> {
  const customer = await seedCustomer(scenario);
  await fillLists(scenario, customer);
  const { ctx, id } = customer;
  const cookie = await cookieOf(scenario, ctx.actor.id);
  const console = await serveOurs(scenario, processes);
  const bare = await serveBare(processes);
  const home = `${console.url}/t/${scenario.handle}/o/${id}`;
  const figures: Figure[] = [];
  for (const [work, url] of [
    ["Users page, 16 in flight", `${home}/users`],
    ["Invitations page, 16 in flight", `${home}/users/invitations`],
  ] as const) {
    const both = await sideBySide(
      () => load(url, cookie),
      () => load(bare, cookie),
      5,
    );
    figures.push({ work, unit: "pages/s", ...both, wanted: { atLeast: 0.5 } });
  }
  figures.push(...(await benchScripts(console.url, `${home}/users`, cookie)));
  figures.push(...(await benchMemory(console.pid, `${home}/users`, cookie)));
  return figures;
}

/** So that the first page of both lists is full. */
async function fillLists({ db, usernames }: Scenario, { ctx, id, groupIds }: Customer): Promise<void> {
  await inviteUsers({
    ctx,
    input: { usernames: usernames.slice(0, 60), groupIds: [...groupIds], requestId: randomUUID() },
  });
  for (let n = 0; n < 60; n++) {
    const username = `member-${n}-${id}`;
    await insertUser(db, {
      organizationId: id,
      username,
      name: `Member ${n}`,
      email: null,
      password: null,
      groupIds,
    });
  }
}

async function cookieOf(scenario: Scenario, userId: string): Promise<string> {
  const { id } = await sessionOf(scenario.db, userId);
  const salt = "authjs.session-token";
  return `${salt}=${await encode({ token: { sub: userId, sessionId: id }, secret: AUTH_SECRET, salt })}`;
}

async function serveOurs(scenario: Scenario, processes: ManagedProcesses) {
  await buildIfStale(processes, testDistDir);
  const port = await getFreePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...{
      DATABASE_URL: scenario.url,
      SMTP_URL: "smtp://127.0.0.1:1",
      MAIL_FROM: "Usher <no-reply@usher.example>",
    },
    ...{ BASE_URL: url, AUTH_SECRET, LOG_LEVEL: "fatal", WORKER: "none" },
  };
  const { pid } = await serveApp({ processes, port, env, distDir: testDistDir, loopback: true });
  return { url: `http://127.0.0.1:${port}`, pid };
}

async function serveBare(processes: ManagedProcesses): Promise<string> {
  const folder = path.join(projectRoot, "bench/bare");
  const env = { ...process.env, NODE_ENV: "production" as const, AUTH_SECRET, NEXT_TELEMETRY_DISABLED: "1" };
  info("Building the bare page");
  execFileSync(process.execPath, [next, "build", folder], { env, stdio: "ignore" });
  const port = await getFreePort();
  const url = `http://127.0.0.1:${port}/`;
  const server = processes.start({
    name: "The bare page",
    command: process.execPath,
    args: [next, "start", folder, "-p", String(port), "-H", "127.0.0.1"],
    env,
    stdio: "ignore",
  });
  await waitUntilReady(url, server.exited);
  if (!server.pid) throw new CliError("The bare page did not start.");
  return url;
}
