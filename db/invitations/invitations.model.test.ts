import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "@/db/errors";
import { testDatabase } from "@/db/testing/database";
import { COMMAND_NAMES, type Command, runCommand } from "@/db/testing/model/commands";
import { beginHistory, type History, INVITEES, ORGANIZATION_KEYS } from "@/db/testing/model/history";
import { brokenInvariants } from "@/db/testing/model/invariants";
import { letTimePass } from "@/db/testing/queries";
import { roundsOf } from "@/db/testing/repeat-race";

const { db } = testDatabase();
const HISTORIES = roundsOf(12);

/** Without these, nothing comes of the others. */
const OFTEN = ["invite", "mail", "accept"] as const;

/** What several people do at once, or the time that passes before they go on. */
type Step = readonly Command[] | "10 minutes" | "25 hours";

const deed: fc.Arbitrary<Command> = fc.record({
  what: fc.oneof(fc.constantFrom(...OFTEN), fc.constantFrom(...COMMAND_NAMES)),
  organization: fc.constantFrom(...ORGANIZATION_KEYS),
  invitee: fc.constantFrom(...INVITEES),
  fromAbove: fc.boolean(),
  which: fc.nat({ max: 2 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.array(deed, { minLength: 1, maxLength: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom("10 minutes" as const, "25 hours" as const) },
);

test("whatever several people do at once, each is a member, with groups and rows, by just what was done", {
  timeout: 20_000 + HISTORIES * 5000,
}, async () => {
  const histories = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
    const history = await beginHistory(db);
    for (const step of steps) {
      await live(history, step);
      expect(await brokenInvariants(history)).toEqual([]);
    }
  });
  await fc.assert(histories, { numRuns: HISTORIES, ...replay() });
});

async function live(history: History, step: Step): Promise<void> {
  if (typeof step === "string") {
    for (const organization of ORGANIZATION_KEYS) await letTimePass(history.scenario, organization, step);
    return;
  }
  const done = await Promise.allSettled(step.map((deed) => runCommand(history, deed)));
  for (const refused of done) {
    if (refused.status === "rejected" && !(refused.reason instanceof Refusal)) throw refused.reason;
  }
}

/** fast-check prints seed and path of a history that breaks a rule. */
function replay() {
  const { HISTORY_SEED: seed, HISTORY_PATH: path } = process.env;
  return { ...(seed && { seed: Number(seed) }), ...(path && { path }) };
}
