import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "@/db/errors";
import { testDatabase } from "@/db/testing/database";
import { COMMAND_NAMES, type Command, runCommand } from "@/db/testing/model/commands";
import { beginHistory, type History, INVITEES, ORGANIZATION_NAMES } from "@/db/testing/model/history";
import { brokenInvariants } from "@/db/testing/model/invariants";
import { letTimePass } from "@/db/testing/queries";
import { roundsOf } from "@/db/testing/rounds";

const { db } = testDatabase();
const HISTORIES = roundsOf(12);

/** Chosen more often, because most other commands do nothing without an invitation. */
const FREQUENT = ["invite", "send email", "accept"] as const;

/** Commands that run at the same time, or a period that passes. */
type Step = readonly Command[] | "10 minutes" | "25 hours";

const command: fc.Arbitrary<Command> = fc.record({
  name: fc.oneof(fc.constantFrom(...FREQUENT), fc.constantFrom(...COMMAND_NAMES)),
  organization: fc.constantFrom(...ORGANIZATION_NAMES),
  invitee: fc.constantFrom(...INVITEES),
  byRoot: fc.boolean(),
  link: fc.nat({ max: 2 }),
  groups: fc.nat({ max: 2 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.array(command, { minLength: 1, maxLength: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom("10 minutes" as const, "25 hours" as const) },
);

test("no sequence of simultaneous commands breaks an invariant", {
  timeout: 20_000 + HISTORIES * 5000,
}, async () => {
  const histories = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
    const history = await beginHistory(db);
    for (const step of steps) {
      await runStep(history, step);
      expect(await brokenInvariants(history)).toEqual([]);
    }
  });
  await fc.assert(histories, { numRuns: HISTORIES, ...replay() });
});

async function runStep(history: History, step: Step): Promise<void> {
  if (typeof step === "string") {
    for (const organization of ORGANIZATION_NAMES) await letTimePass(history.scenario, organization, step);
    return;
  }
  const results = await Promise.allSettled(step.map((command) => runCommand(history, command)));
  for (const result of results) {
    if (result.status === "rejected" && !(result.reason instanceof Refusal)) throw result.reason;
  }
}

/** Runs a single history again. When one breaks an invariant, fast-check prints its seed and path. */
function replay() {
  const { HISTORY_SEED: seed, HISTORY_PATH: path } = process.env;
  return { ...(seed && { seed: Number(seed) }), ...(path && { path }) };
}
