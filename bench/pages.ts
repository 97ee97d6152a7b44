import type { ManagedProcesses } from "@/scripts/managed-processes";
import { type Load, load } from "./load";
import { alternateRuns, type Figure, type Rounds, spreadOf } from "./measure";
import { benchMemory } from "./memory";
import { type Scenario, seedChild, sessionOf } from "./scenario";
import { benchScripts } from "./scripts";
import { serveBare } from "./serve-bare";
import { cookieOf, fillLists, serveOurs } from "./serve-ours";

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
    const rounds = await alternateRuns(
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
