import { expect, test } from "vitest";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Conflict, Forbidden, Limited } from "@/db/errors";
import { createGroup } from "@/db/groups/create";
import { consume } from "@/db/limits/limits";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";

const { db } = testDatabase();

test("a user who tries many forbidden actions has to wait, and each kind of refusal is recorded once", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const viewers = await seedGroup(db, acme.id, ["users.view"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), viewers.id);
  const ctx = await scenario.contextOf("sam", "acme");
  const create = () => createGroup({ ctx, input: { name: "Mine", description: "", roleIds: [] } });
  await expect(create()).rejects.toThrow(Forbidden);
  await consume(db, "forbidden-actions", ctx.actor.id, 98);
  await expect(create()).rejects.toThrow(Forbidden);
  for (let time = 0; time < 3; time++) await expect(create()).rejects.toThrow(Limited);
  const reasons = (await auditOf(scenario, "acme", "groups.create")).map(({ details }) => details.reason);
  expect(reasons).toHaveLength(2);
  expect(reasons).toEqual(
    expect.arrayContaining([
      { code: "not-allowed" },
      { code: "limit-reached", limit: "forbidden-actions", left: 0, points: 1, minutes: 15 },
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

test("a command that doesn't record its events is a type error", () => {
  const options = { permission: "groups.edit" } as const;
  // @ts-expect-error it returns nothing
  defineCommand<object, void>(options, async () => {});
  // @ts-expect-error it returns a result without the proof that its events were recorded
  defineCommand<object, string>(options, async () => "done");
  // @ts-expect-error only db/audit/record.ts can create such a proof
  defineCommand<object, string>(options, async () => ({ how: "record", output: "done" }));
  const command = defineCommand<object, string>(options, async ({ tx, ctx }) => {
    const event = { action: "groups.edit", subject: { name: "Drivers" }, details: { changes: {} } } as const;
    return (await record(tx, causeOf(ctx), event)).returning("done");
  });
  expect(command.permission).toBe("groups.edit");
});
