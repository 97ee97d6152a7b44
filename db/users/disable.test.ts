import { expect, test } from "vitest";
import { findContext } from "@/db/access/find-context";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { testDatabase } from "@/db/testing/database";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { addToGroup, plantGroup, plantWorld } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { enableUser } from "@/db/users/enable";
import { explainRights } from "@/db/users/explain-rights";

const { db } = testDatabase();

test("disabling ends the sessions at the next request, and enabling brings none of them back", async () => {
  const world = await plantWorld(db);
  const ctx = await world.as("ada", "acme");
  const input = { userId: world.userId("alex") };
  const session = await world.session("alex");
  const ask = () =>
    findContext({ db, session, root: world.handle, organizationId: world.places.acme.id, address: "x" });
  expect((await ask()).state).toBe("open");
  await disableUser({ ctx, input });
  expect((await ask()).state).toBe("signed-out");
  await enableUser({ ctx, input });
  expect((await ask()).state).toBe("signed-out");
  expect((await world.access("alex", "acme")).state).toBe("open");
});

test("enabling gives back the groups here, and not what ended below", async () => {
  const world = await plantWorld(db);
  const group = await plantGroup(db, world.places.meridian.id, ["users.view"]);
  await addToGroup(db, world.places.meridian.id, world.userId("grace"), group.id);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  const ctx = await world.as("ada", "meridian");
  const input = { userId: world.userId("grace") };
  await disableUser({ ctx, input });
  expect(await explainRights({ ctx, ...input })).toMatchObject({ disabled: true, permissions: [] });
  await enableUser({ ctx, input });
  expect(await explainRights({ ctx, ...input })).toMatchObject({
    disabled: false,
    permissions: [{ permission: "users.view" }],
  });
  expect(await membershipOf(world, "grace", "acme")).toBeUndefined();
  expect(await auditOf(world, "meridian", "users.enable")).toMatchObject([
    { outcome: "done", actorName: "ada", subjectName: "grace" },
  ]);
});

test("what is done already, elsewhere or to oneself is refused", async () => {
  const world = await plantWorld(db);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  const ctx = await world.as("alex", "acme");
  const [sam, grace] = [{ userId: world.userId("sam") }, { userId: world.userId("grace") }];
  await expect(enableUser({ ctx, input: sam })).rejects.toThrow("not disabled");
  await disableUser({ ctx, input: sam });
  await expect(disableUser({ ctx, input: sam })).rejects.toThrow("disabled already");
  await expect(disableUser({ ctx, input: grace })).rejects.toThrow("managed by Meridian Group");
  await expect(enableUser({ ctx, input: grace })).rejects.toThrow(Conflict);
  await expect(disableUser({ ctx, input: { userId: world.userId("hank") } })).rejects.toThrow(NotFound);
  const oneself = disableUser({ ctx, input: { userId: world.userId("alex") } });
  await expect(oneself).rejects.toThrow("Ask another administrator.");
});

test("somebody who may do more is neither disabled nor enabled by whoever may do less", async () => {
  const world = await plantWorld(db);
  const helping = await plantGroup(db, world.places.acme.id, ["users.disable"]);
  await addToGroup(db, world.places.acme.id, world.userId("sam"), helping.id);
  const [ctx, input] = [await world.as("sam", "acme"), { userId: world.userId("alex") }];
  await expect(disableUser({ ctx, input })).rejects.toThrow(
    "You can't disable the account of alex of acme, who has or is invited to permissions that you can't grant. Ask an administrator.",
  );
  await disableUser({ ctx: await world.as("ada", "acme"), input });
  await expect(enableUser({ ctx, input })).rejects.toThrow("permissions that you can't grant");
  expect((await world.access("alex", "acme")).state).toBe("signed-out");
  expect(await auditOf(world, "acme", "users.disable")).toMatchObject([
    { outcome: "refused", actorName: "sam" },
    { outcome: "done", actorName: "ada" },
    { outcome: "refused", actorName: "sam" },
  ]);
});

test("without the permission nobody is disabled or enabled, and that is recorded once", async () => {
  const world = await plantWorld(db);
  const group = await plantGroup(db, world.places.meridian.id, ["users.delete", "users.edit"]);
  await addToGroup(db, world.places.meridian.id, world.userId("grace"), group.id);
  const ctx = await world.as("grace", "meridian");
  await expect(disableUser({ ctx, input: { userId: world.userId("linus") } })).rejects.toThrow(Forbidden);
  await expect(enableUser({ ctx, input: { userId: world.userId("ken") } })).rejects.toThrow(Forbidden);
  expect(await auditOf(world, "meridian", "users.disable")).toMatchObject([{ outcome: "refused" }]);
});
