import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { InvalidLink, setPassword } from "@/db/passwords/set";
import { passwordLinks } from "@/db/schema";
import type { Person } from "@/db/seed/people";
import { testDatabase } from "@/db/testing/database";
import { linkState, sentLink } from "@/db/testing/passwords";
import { profileOf } from "@/db/testing/profile";
import { auditOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { editUser } from "@/db/users/edit";

const { db } = testDatabase();

describe("changing the email address", () => {
  test("deletes the pending password link, but changing the name doesn't", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("alex", "acme");
    const nora = { username: "nora", name: "Nora", email: "nora@acme-travel.example" };
    const userId = await createUser({ ctx, input: { ...nora, groupIds: [] } });
    const links = () => db.select().from(passwordLinks).where(sql`user_id = ${userId}`);
    await editUser({ ctx, input: { ...nora, userId, name: "Nora Lind" } });
    expect(await links()).toHaveLength(1);
    await editUser({ ctx, input: { ...nora, userId, email: "nora@other.example" } });
    expect(await links()).toHaveLength(0);
  });

  test("is denied if the actor can't grant the user's permissions, because it would give them the account", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const editing = await seedGroup(db, acme.id, ["users.edit", "users.view"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), editing.id);
    const ctx = await scenario.contextOf("sam", "acme");
    const alex = profileOf(scenario, "alex");
    const takeover = { ...alex, email: "sam@acme-travel.example" };
    await expect(editUser({ ctx, input: takeover })).rejects.toThrow(Forbidden);
    await db.execute(sql`update users set disabled_at = now() where id = ${alex.userId}`);
    await expect(editUser({ ctx, input: takeover })).rejects.toThrow(Forbidden);
    expect((await auditOf(scenario, "acme", "users.edit")).map(({ outcome }) => outcome)).toEqual([
      "refused",
    ]);
    await editUser({ ctx: await scenario.contextOf("ada", "acme"), input: takeover });
  });

  test("is denied if the actor can't grant the user's permissions in a child organization", async () => {
    const scenario = await seedScenario(db);
    const { meridian, acme } = scenario.organizations;
    const strong = await seedGroup(db, acme.id, ["settings.edit"]);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace", [strong.id])).response);
    const editing = await seedGroup(db, meridian.id, ["users.edit"]);
    await addToGroup(db, meridian.id, scenario.userId("linus"), editing.id);
    const ctx = await scenario.contextOf("linus", "meridian");
    const change = (person: Person) =>
      editUser({ ctx, input: { ...profileOf(scenario, person), email: "linus@evil.example" } });
    await expect(change("grace")).rejects.toThrow(Forbidden);
    await change("margaret");
  });
});

testBothOrders(
  "a password link used while the email address changes doesn't work afterward",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { use } = await sentLink(scenario, "grace");
    const ctx = await scenario.contextOf("ada", "meridian");
    const input = { ...profileOf(scenario, "grace"), email: "new@meridian.example" };
    const [edited, set] = await race(db, [() => editUser({ ctx, input }), () => setPassword(use)], {
      reversed,
    });
    expect(edited.status).toBe("fulfilled");
    expect(set).toMatchObject(reversed ? { status: "fulfilled" } : { reason: expect.any(InvalidLink) });
    expect(await linkState(scenario, use.link)).not.toBe("ready");
  },
);

test("a password link that is used while the email address changes causes no deadlock", async () => {
  const scenario = await seedScenario(db);
  const { use } = await sentLink(scenario, "grace");
  const ctx = await scenario.contextOf("ada", "meridian");
  const input = { ...profileOf(scenario, "grace"), email: "new@meridian.example" };
  const lock = sql`select from users where id = ${input.userId} for update`;
  const [edited, set] = await race(db, [() => editUser({ ctx, input }), () => setPassword(use)], { lock });
  expect(edited.status).toBe("fulfilled");
  expect(set).toMatchObject({ reason: expect.any(InvalidLink) });
});
