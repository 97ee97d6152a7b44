import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { findBrowser } from "@/scripts/browser";
import { CliError, info } from "@/scripts/log";
import type { ManagedProcesses } from "@/scripts/managed-processes";
import { seedAcceptances } from "./accept";
import { type Figure, spreadOf } from "./measure";
import { type Scenario, seedChild, sessionOf } from "./scenario";
import { serveBare } from "./serve-bare";
import { cookieOf, fillLists, serveOurs } from "./serve-ours";

/** Run by npx and not a dependency: its 200 packages, 186 MB, would be installed for every `npm test`. */
const LIGHTHOUSE = "lighthouse@12.8.2";
const RUNS = 3;

/**
 * The scores of Lighthouse with its default settings, a mid-range phone on a slow 4G connection. The bare page, measured
 * too, shows how much of a score is this machine's and Next's.
 */
export async function benchLighthouse(scenario: Scenario, processes: ManagedProcesses): Promise<Figure[]> {
  const chromePath = await findBrowser(processes);
  const child = await seedChild(scenario);
  await fillLists(scenario, child);
  const administrator = await cookieOf(await sessionOf(scenario.db, child.ctx.actor.id));
  const [acceptance] = await seedAcceptances(scenario, 1);
  if (!acceptance) throw new CliError("The invitation was not created.");
  const { url } = await serveOurs(scenario, processes);
  const bare = await serveBare(scenario, processes);
  const users = `${url}/t/${scenario.handle}/o/${child.id}/users`;
  const figures: Figure[] = [];
  for (const [name, page, cookie] of [
    ["Users page", users, administrator],
    ["Invitations page", `${users}/invitations`, administrator],
    ["bare Users page", `${bare.url}/${child.id}/users`, administrator],
    ["acceptance page", `${url}/accept/${acceptance.link}`, await cookieOf(acceptance.session)],
  ] as const) {
    info(`Lighthouse: ${name}`);
    const runs: Scores[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await audit({ page, cookie, chromePath }));
    const figure = (category: keyof Scores, min: number): Figure => ({
      work: `${name}, Lighthouse ${category}`,
      unit: "of 100",
      ours: spreadOf(runs.map((scores) => scores[category])),
      floor: null,
      wanted: { atLeast: min },
    });
    figures.push(figure("performance", 95), figure("accessibility", 100));
  }
  return figures;
}

const percent = z.object({ score: z.number().transform((score) => Math.round(score * 100)) });
const report = z.object({
  finalDisplayedUrl: z.string(),
  categories: z.object({ performance: percent, accessibility: percent }),
});

type Scores = { readonly performance: number; readonly accessibility: number };
type Audit = { readonly page: string; readonly cookie: string; readonly chromePath: string };

async function audit({ page, cookie, chromePath }: Audit): Promise<Scores> {
  const folder = await mkdtemp(path.join(tmpdir(), "usher-lighthouse-"));
  const [headers, output] = [path.join(folder, "headers.json"), path.join(folder, "report.json")];
  await writeFile(headers, JSON.stringify({ cookie }));
  const options = [
    "--only-categories=performance,accessibility",
    `--extra-headers=${headers}`,
    "--output=json",
    `--output-path=${output}`,
    "--chrome-flags=--headless=new --no-sandbox",
    "--quiet",
    "--no-enable-error-reporting",
  ];
  await promisify(execFile)("npx", ["--yes", LIGHTHOUSE, page, ...options], {
    env: { ...process.env, CHROME_PATH: chromePath },
  });
  const { finalDisplayedUrl, categories } = report.parse(JSON.parse(await readFile(output, "utf8")));
  await rm(folder, { recursive: true });
  if (finalDisplayedUrl !== page) throw new CliError(`${page} redirects to ${finalDisplayedUrl}.`);
  return { performance: categories.performance.score, accessibility: categories.accessibility.score };
}
