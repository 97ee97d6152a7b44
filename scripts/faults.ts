// `npm run test:faults`: what breaks in earnest, broken on purpose. e2e/faults/README.md tells what each part shows.
import { runSteps, type Step } from "./run-steps";
import { explain, Refusal } from "./say";

const PARTS: Readonly<Record<string, Step>> = {
  races: {
    name: "Races, each 200 times, and random histories",
    run: ({ vitest }) => vitest("unit", ["races.test", "histories.test"], { RACE_ROUNDS: "200" }),
  },
  database: {
    name: "The database away, silent and held",
    run: ({ playwright }) => playwright(["database-away"]),
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  explain(
    new Refusal(`There is no part ${unknown.join(", ")}. The parts: ${Object.keys(PARTS).join(", ")}.`),
  );
  process.exit(1);
}
await runSteps(
  "npm run test:faults",
  Object.entries(PARTS).flatMap(([part, step]) => (asked.length === 0 || asked.includes(part) ? [step] : [])),
);
