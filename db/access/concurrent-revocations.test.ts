import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Unavailable } from "@/db/connection/unavailable";
import { Forbidden, NotFound, Refusal } from "@/db/errors";
import { removeMembers } from "@/db/groups/remove-members";
import { disableOrganization } from "@/db/organizations/disable";
import { testDatabase } from "@/db/testing/database";
import { prepareEdit } from "@/db/testing/prepare-edit";
import { race, testBothOrders, waitUntilBlocked } from "@/db/testing/race";
import { addToGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { enableUser } from "@/db/users/enable";
import { removeUser } from "@/db/users/remove";
import { accountRights, lockRights, organizationRights, rightsLock } from "./rights-lock";

const { db, url } = testDatabase();

test("of two administrators who disable each other at the same time, the second is denied", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  await addToGroup(db, acme.id, scenario.userId("sam"), acme.administratorsGroupId);
  const [alex, sam] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("sam", "acme")];
  const results = await race(db, [
    () => disableUser({ ctx: alex, input: { userId: scenario.userId("sam") } }),
    () => disableUser({ ctx: sam, input: { userId: scenario.userId("alex") } }),
  ]);
  expect(results).toMatchObject([{ status: "fulfilled" }, { reason: expect.any(Forbidden) }]);
});

testBothOrders(
  "commands that revoke rights and commands that rely on them never deadlock",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { acme, meridian } = scenario.organizations;
    const { edit, group } = await prepareEdit(scenario);
    await addToGroup(db, acme.id, scenario.userId("sam"), acme.administratorsGroupId);
    const ada = await scenario.contextOf("ada", "meridian");
    const [alex, sam] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("sam", "acme")];
    const [aboutSam, aboutAlex] = [{ userId: scenario.userId("sam") }, { userId: scenario.userId("alex") }];
    const commands = [
      edit,
      () => disableUser({ ctx: sam, input: aboutAlex }),
      () => disableUser({ ctx: alex, input: aboutSam }),
      () => enableUser({ ctx: alex, input: aboutSam }),
      () => removeMembers({ ctx: alex, input: { groupId: group.id, userIds: [aboutSam.userId] } }),
      () => disableOrganization({ ctx: ada, input: { organizationId: acme.id } }),
      () => removeUser({ ctx: sam, input: aboutAlex }),
      edit,
    ];
    // All of them rely on the rights of the root, and some lock an account first.
    const lock = rightsLock({ revoked: [organizationRights(meridian.id)] });
    const results = await race(db, commands, { reversed, lock });
    const unexpected = results.flatMap((result) =>
      result.status === "rejected" && !(result.reason instanceof Refusal) ? [result.reason] : [],
    );
    expect(unexpected).toEqual([]);
  },
);

test("a command that revokes waits for rights longer than others wait for locks", async () => {
  const scenario = await seedScenario(db);
  const impatient = createDatabase(url, {
    connections: 2,
    timeouts: { connecting: 5000, statement: 200, transaction: 20_000 },
  });
  const ctx = { ...(await scenario.contextOf("alex", "acme")), db: impatient };
  const { disabling, denied } = await db.transaction(async (tx) => {
    await lockRights(tx, { relied: [accountRights(scenario.userId("sam"))] });
    const disabling = Promise.allSettled([disableUser({ ctx, input: { userId: scenario.userId("sam") } })]);
    await waitUntilBlocked(db);
    const denied = impatient.transaction((other) =>
      lockRights(other, { revoked: [accountRights(scenario.userId("sam"))] }),
    );
    return { disabling, denied: await denied.catch((error: unknown) => error) };
  });
  expect(denied, "200 ms later").toBeInstanceOf(Unavailable);
  expect(await disabling).toMatchObject([{ status: "fulfilled" }]);
  await impatient.close();
});

test("an organization's id that is sent as a user's id locks nothing that others need", async () => {
  const scenario = await seedScenario(db);
  const { meridian } = scenario.organizations;
  const hank = await scenario.contextOf("hank", "globex");
  await db.transaction(async (tx) => {
    await lockRights(tx, { relied: [organizationRights(meridian.id)] }); // as any command in the tree does
    const removing = removeUser({ ctx: hank, input: { userId: meridian.id } });
    await expect(removing).rejects.toThrow(NotFound);
  });
});
