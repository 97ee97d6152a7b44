import { beforeEach, expect, test } from "vitest";
import { createGroup } from "@/db/groups/create";
import { editGroup } from "@/db/groups/edit";
import { getGroup } from "@/db/groups/queries";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { getInvitation } from "@/db/invitations/get";
import type { RequestContext } from "@/db/request-context";
import { createRole } from "@/db/roles/create";
import { editRole } from "@/db/roles/edit";
import { getRole } from "@/db/roles/queries";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { editUser } from "@/db/users/edit";
import { getProfile, getUser } from "@/db/users/get";

// An administrator submits a form that was opened before a colleague changed something else.

const { db } = testDatabase();
let scenario: Scenario;
let ctx: RequestContext;

beforeEach(async () => {
  scenario = await seedScenario(db);
  ctx = await scenario.contextOf("alex", "acme");
});

const groupIn = (name: string) => createGroup({ ctx, input: { name, description: "", roleIds: [] } });

test("a group that a colleague removed from a user isn't added again", async () => {
  const revoked = await seedGroup(db, scenario.organizations.acme.id, ["users.view"]);
  const chosen = await seedGroup(db, scenario.organizations.acme.id, ["groups.view"]);
  const userId = scenario.userId("sam");
  await assignGroups({ ctx, input: { userId, groupIds: [revoked.id], before: [] } });
  await assignGroups({ ctx, input: { userId, groupIds: [], before: [revoked.id] } });
  await assignGroups({ ctx, input: { userId, groupIds: [revoked.id, chosen.id], before: [revoked.id] } });
  expect((await getUser({ ctx, userId })).groups.map(({ id }) => id)).toEqual([chosen.id]);
});

test("an email address that a colleague changed doesn't change back", async () => {
  const { userId, ...shown } = await getProfile({ ctx, userId: scenario.userId("sam") });
  const page = { userId, username: shown.username, name: shown.name, email: shown.email ?? "", shown };
  await editUser({ ctx, input: { ...page, email: "sam@new.example" } });
  await editUser({ ctx, input: { ...page, name: "Sam Lind" } });
  expect(await getProfile({ ctx, userId })).toMatchObject({ name: "Sam Lind", email: "sam@new.example" });
});

test("a username that a colleague changed doesn't change back", async () => {
  const { userId, ...shown } = await getProfile({ ctx, userId: scenario.userId("sam") });
  const page = { userId, username: shown.username, name: shown.name, email: shown.email ?? "", shown };
  await editUser({ ctx, input: { ...page, username: "samuel" } });
  await editUser({ ctx, input: { ...page, name: "Sam Lind" } });
  expect(await getProfile({ ctx, userId })).toMatchObject({ name: "Sam Lind", username: "samuel" });
});

test("a group that a colleague removed from an invitation isn't added again", async () => {
  const [revoked, chosen] = [await groupIn("Revoked"), await groupIn("Chosen")];
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace", [revoked.id]);
  await changeInvitationGroups({ ctx, input: { invitationId, groupIds: [], before: [revoked.id] } });
  const page = { invitationId, groupIds: [revoked.id, chosen.id], before: [revoked.id] };
  await changeInvitationGroups({ ctx, input: page });
  const { groups } = await getInvitation({ ctx, invitationId, now: new Date() });
  expect(groups.map(({ id }) => id)).toEqual([chosen.id]);
});

test("a group's name that a colleague changed doesn't change back", async () => {
  const { id: groupId } = await groupIn("Night shift");
  const page = {
    groupId,
    name: "Night shift",
    description: "",
    shown: { name: "Night shift", description: "" },
  };
  await editGroup({ ctx, input: { ...page, name: "Late shift" } });
  await editGroup({ ctx, input: { ...page, description: "Until ten." } });
  expect(await getGroup({ ctx, groupId })).toMatchObject({ name: "Late shift", description: "Until ten." });
});

test("a role's name and description that a colleague changed don't change back", async () => {
  const shown = { name: "Reader", description: "" };
  const { id: roleId } = await createRole({ ctx, input: { ...shown, permissions: [] } });
  const page = { roleId, ...shown, permissions: [], before: [], shown };
  await editRole({ ctx, input: { ...page, name: "Viewer", description: "Sees users." } });
  await editRole({ ctx, input: { ...page, permissions: ["users.view"] } });
  expect(await getRole({ ctx, roleId })).toMatchObject({
    name: "Viewer",
    description: "Sees users.",
    permissions: ["users.view"],
  });
});
