import { expect, test } from "vitest";
import { Conflict, Forbidden, Limited } from "@/db/errors";
import { createGroup } from "@/db/groups/create";
import { consume } from "@/db/limits/limits";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";

import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";

const { db } = testDatabase();

test("someone who tries many actions without permission has to wait, and both refusals are recorded once", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const viewing = await seedGroup(db, acme.id, ["users.view"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), viewing.id);
  const ctx = await scenario.contextOf("sam", "acme");
  const act = () => createGroup({ ctx, input: { name: "Mine", description: "", roleIds: [] } });
  await expect(act()).rejects.toThrow(Forbidden);
  await consume(db, "forbidden-actions", ctx.actor.id, 98);
  await expect(act()).rejects.toThrow(Forbidden);
  for (let time = 0; time < 3; time++) await expect(act()).rejects.toThrow(Limited);
  const reason = (await auditOf(scenario, "acme", "groups.create")).map(({ details }) => details.reason);
  expect(reason).toHaveLength(2);
  expect(reason).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^You may not do this here/),
      expect.stringMatching(
        /^You have tried too many actions that you have no permission for\. Try again in 15 minutes\./,
      ),
    ]),
  );
  const alex = await scenario.contextOf("alex", "acme");
  await createGroup({ ctx: alex, input: { name: "Support desk", description: "", roleIds: [] } });
});

test("a repeated conflict is recorded once an hour", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  for (let time = 0; time < 5; time++) {
    await expect(disableUser({ ctx, input: { userId: ctx.actor.id } })).rejects.toThrow(Conflict);
  }
  expect(await auditOf(scenario, "acme", "users.disable")).toMatchObject([{ outcome: "refused" }]);
});
