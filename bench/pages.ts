import { execFileSync } from "node:child_process";
import path from "node:path";
import { CliError, info } from "@/scripts/log";
import type { ManagedProcesses } from "@/scripts/managed-processes";
import { waitUntilReady } from "@/scripts/managed-processes";
import { projectRoot } from "@/scripts/paths";
import { getFreePort } from "@/scripts/ports";
import { type Load, load, type Server } from "./load";
import { alternate, type Figure, type Rounds, spreadOf } from "./measure";
import { benchMemory } from "./memory";
import { type Scenario, seedChild, sessionOf } from "./scenario";
import { benchScripts } from "./scripts";
import { AUTH_SECRET, cookieOf, fillLists, serveOurs } from "./serve-ours";

const next = path.join(projectRoot, "node_modules/next/dist/bin/next");

const TARGET = 0.7;

/** Pages over HTTP, signed in, beside a page of the same Next with the same table, `auth()` and one query. */
export async function benchPages(scenario: Scenario, processes: ManagedProcesses): Promise<Figure[]> {
  const child = await seedChild(scenario);
  await fillLists(scenario, child);
  const { ctx, id } = child;
  const cookie = await cookieOf(await sessionOf(scenario.db, ctx.actor.id));
  const app = await serveOurs(scenario, processes);
  const bare = await serveBare(scenario, processes);
  const users = `/t/${scenario.handle}/o/${id}/users`;
  const figures: Figure[] = [];
  for (const [work, path, barePath] of [
    ["Users page", users, `/${id}/users`],
    ["Invitations page", `${users}/invitations`, `/${id}/invitations`],
  ] as const) {
    const rounds = await alternate(
      () => load(app, path, cookie),
      () => load(bare, barePath, cookie),
    );
    figures.push(...figuresOf(work, rounds));
  }
  figures.push(...(await benchScripts(app.url, `${app.url}${users}`, cookie)));
  figures.push(...(await benchMemory(app, users, cookie)));
  return figures;
}

function figuresOf(work: string, { ours, floor }: Rounds<Load>): Figure[] {
  const spreads = (of: (load: Load) => number) => ({
    ours: spreadOf(ours.map(of)),
    floor: spreadOf(floor.map(of)),
  });
  const rate: Figure = {
    work: `${work}, 16 in flight`,
    unit: "pages/s",
    ...spreads((load) => load.pagesPerSecond),
    wanted: { atLeast: TARGET },
  };
  const time: Figure = {
    work: `${work}, processor time`,
    unit: "ms/page",
    ...spreads((load) => load.processorTimePerPage),
    wanted: { atMost: 1 / TARGET },
  };
  return Number.isNaN(time.ours.median) ? [rate] : [rate, time];
}

async function serveBare(scenario: Scenario, processes: ManagedProcesses): Promise<Server> {
  const folder = path.join(projectRoot, "bench/bare");
  const env = {
    ...process.env,
    DATABASE_URL: scenario.url,
    AUTH_SECRET,
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  info("Building the bare pages");
  execFileSync(process.execPath, [next, "build", folder], { env, stdio: ["ignore", "ignore", "inherit"] });
  const port = await getFreePort();
  const url = `http://127.0.0.1:${port}`;
  const server = processes.start({
    name: "The bare pages",
    command: process.execPath,
    args: [next, "start", folder, "-p", String(port), "-H", "127.0.0.1"],
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  await waitUntilReady(`${url}/health`, server.exited);
  if (!server.pid) throw new CliError("The bare pages did not start.");
  return { url, pid: server.pid };
}
