import { runSteps } from "./test-steps";
import { addTotals } from "./totals";

await runSteps("npm test", [
  { name: "Lint", run: ({ check }) => check("biome", "check", ".") },
  {
    name: "Types",
    run: async ({ check }) => addTotals([await check("next", "typegen"), await check("tsc", "--noEmit")]),
  },
  { name: "What nothing uses", run: ({ check }) => check("knip") },
  { name: "Unit and integration tests", run: ({ vitest }) => vitest("unit*") },
  { name: "Build", run: ({ build }) => build(), decisive: true },
  { name: "Starting and stopping", run: ({ vitest }) => vitest("start") },
  { name: "End-to-end tests", run: ({ playwright }) => playwright() },
]);
