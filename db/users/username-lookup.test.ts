import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { Invalid, Limited } from "@/db/errors";
import { inviteUsers } from "@/db/invitations/invite";
import { consume } from "@/db/limits/limits";
import { createOrganization } from "@/db/organizations/create";
import type { RequestContext } from "@/db/request-context";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { editUser } from "@/db/users/edit";

const { db } = testDatabase();

const create = (ctx: RequestContext, username: string) =>
  createUser({
    ctx,
    input: { username, name: "Nora Lind", email: "nora@acme-travel.example", groupIds: [] },
  });

const rename = (ctx: RequestContext, scenario: Scenario, username: string) =>
  editUser({
    ctx,
    input: { userId: scenario.userId("sam"), username, name: "Sam Rivera", email: "sam@acme-travel.example" },
  });

const createChild = (ctx: RequestContext, username: string) =>
  createOrganization({
    ctx,
    input: {
      requestId: randomUUID(),
      name: `Below ${randomUUID()}`,
      first: "create",
      invitee: "",
      username,
      personName: "Nora Lind",
      email: "nora@acme-travel.example",
    },
  });

const invite = (ctx: RequestContext, username: string) =>
  inviteUsers({ ctx, input: { usernames: [username], groupIds: [], requestId: randomUUID() } });

test("every response that reveals whether a username exists counts toward one limit", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  await consume(db, "username-lookups", ctx.actor.id, 196);
  await expect(create(ctx, "grace")).rejects.toThrow(Invalid);
  await expect(rename(ctx, scenario, "grace")).rejects.toThrow(Invalid);
  await expect(createChild(ctx, "grace")).rejects.toThrow(Invalid);
  await invite(ctx, "nobody");
  for (const attempt of [
    () => create(ctx, "grace"),
    () => rename(ctx, scenario, "grace"),
    () => createChild(ctx, "grace"),
    () => invite(ctx, "x"),
  ]) {
    await expect(attempt()).rejects.toThrow(Limited);
  }
  await expect(create(ctx, "grace")).rejects.toThrow(
    /^You can enter up to 200 unknown or taken usernames an hour\. Try again in/,
  );
});

test("choosing a taken username is recorded without the username", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  await expect(create(ctx, "grace")).rejects.toThrow(Invalid);
  const [event] = await auditOf(scenario, "acme", "users.create");
  expect(event).toMatchObject({ outcome: "refused", actorName: "alex", subjectName: null });
  expect(JSON.stringify(event)).not.toContain("grace");
});

test("successful changes and unchanged usernames don't count toward the limit", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  await consume(db, "username-lookups", ctx.actor.id, 199);
  await create(ctx, "nora");
  await rename(ctx, scenario, "samuel");
  await create(ctx, "olga");
  await consume(db, "username-lookups", ctx.actor.id, 1);
  await rename(ctx, scenario, "samuel");
});
