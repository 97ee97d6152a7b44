import { expect, test } from "vitest";
import { findContext } from "@/db/access/find-context";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { testDatabase } from "@/db/testing/database";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { enableUser } from "@/db/users/enable";
import { explainPermissions } from "./explain-permissions";

const { db } = testDatabase();

test("disabling a user ends their sessions immediately, and enabling doesn't restore them", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("ada", "acme");
  const input = { userId: scenario.userId("alex") };
  const session = await scenario.session("alex");
  const findAccess = () =>
    findContext({
      db,
      session,
      root: scenario.handle,
      organizationId: scenario.organizations.acme.id,
      address: "x",
    });
  expect((await findAccess()).state).toBe("open");
  await disableUser({ ctx, input });
  expect((await findAccess()).state).toBe("signed-out");
  await enableUser({ ctx, input });
  expect((await findAccess()).state).toBe("signed-out");
  expect((await scenario.access("alex", "acme")).state).toBe("open");
});

test("enabling a user restores their groups here, but not the memberships that ended in child organizations", async () => {
  const scenario = await seedScenario(db);
  const group = await seedGroup(db, scenario.organizations.meridian.id, ["users.view"]);
  await addToGroup(db, scenario.organizations.meridian.id, scenario.userId("grace"), group.id);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  const ctx = await scenario.contextOf("ada", "meridian");
  const input = { userId: scenario.userId("grace") };
  await disableUser({ ctx, input });
  expect(await explainPermissions({ ctx, ...input })).toMatchObject({ disabled: true, permissions: [] });
  await enableUser({ ctx, input });
  expect(await explainPermissions({ ctx, ...input })).toMatchObject({
    disabled: false,
    permissions: [{ permission: "users.view" }],
  });
  expect(await membershipOf(scenario, "grace", "acme")).toBeUndefined();
  expect(await auditOf(scenario, "meridian", "users.enable")).toMatchObject([
    { outcome: "done", actorName: "ada", subjectName: "grace" },
  ]);
});

test("users can't disable themselves, disabled users or users managed elsewhere, or enable active users", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  const ctx = await scenario.contextOf("alex", "acme");
  const [sam, grace] = [{ userId: scenario.userId("sam") }, { userId: scenario.userId("grace") }];
  await expect(enableUser({ ctx, input: sam })).rejects.toThrow("isn't disabled");
  await disableUser({ ctx, input: sam });
  await expect(disableUser({ ctx, input: sam })).rejects.toThrow("already disabled");
  await expect(disableUser({ ctx, input: grace })).rejects.toThrow("managed by Meridian Group");
  await expect(enableUser({ ctx, input: grace })).rejects.toThrow(Conflict);
  await expect(disableUser({ ctx, input: { userId: scenario.userId("hank") } })).rejects.toThrow(NotFound);
  const disableSelf = disableUser({ ctx, input: { userId: scenario.userId("alex") } });
  await expect(disableSelf).rejects.toThrow("Ask another administrator.");
});

test("a user can't be disabled or enabled by an actor who can't grant their permissions", async () => {
  const scenario = await seedScenario(db);
  const group = await seedGroup(db, scenario.organizations.acme.id, ["users.disable"]);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), group.id);
  const [ctx, input] = [await scenario.contextOf("sam", "acme"), { userId: scenario.userId("alex") }];
  await expect(disableUser({ ctx, input })).rejects.toThrow(
    "You can't disable Alex Morgan's account because they have, or would get by accepting an invitation, " +
      "permissions that you don't have. Ask an administrator.",
  );
  await disableUser({ ctx: await scenario.contextOf("ada", "acme"), input });
  await expect(enableUser({ ctx, input })).rejects.toThrow("permissions that you don't have");
  expect((await scenario.access("alex", "acme")).state).toBe("signed-out");
  expect(await auditOf(scenario, "acme", "users.disable")).toMatchObject([
    { outcome: "refused", actorName: "sam" },
    { outcome: "done", actorName: "ada" },
    { outcome: "refused", actorName: "sam" },
  ]);
});

test("disabling and enabling without the permission are denied, and one event is recorded", async () => {
  const scenario = await seedScenario(db);
  const group = await seedGroup(db, scenario.organizations.meridian.id, ["users.delete", "users.edit"]);
  await addToGroup(db, scenario.organizations.meridian.id, scenario.userId("grace"), group.id);
  const ctx = await scenario.contextOf("grace", "meridian");
  await expect(disableUser({ ctx, input: { userId: scenario.userId("linus") } })).rejects.toThrow(Forbidden);
  await expect(enableUser({ ctx, input: { userId: scenario.userId("ken") } })).rejects.toThrow(Forbidden);
  expect(await auditOf(scenario, "meridian", "users.disable")).toMatchObject([{ outcome: "refused" }]);
});
