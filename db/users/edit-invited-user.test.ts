import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { deleteInvitations } from "@/db/invitations/delete";
import { testDatabase } from "@/db/testing/database";
import { profileOf } from "@/db/testing/profile";
import { race, testBothOrders } from "@/db/testing/race";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { sendPasswordLink } from "@/db/users/send-password-link";

const { db } = testDatabase();

describe("a user invited to permissions that the actor can't grant", () => {
  const seedEditor = async () => {
    const scenario = await seedScenario(db);
    const { meridian, acme } = scenario.organizations;
    const editing = await seedGroup(db, meridian.id, [
      "users.edit",
      "users.disable",
      "users.delete",
      "users.create",
    ]);
    await addToGroup(db, meridian.id, scenario.userId("linus"), editing.id);
    await scenario.invite("alex", "acme", ["grace"], [acme.administratorsGroupId]);
    return {
      scenario,
      ctx: await scenario.contextOf("linus", "meridian"),
      grace: profileOf(scenario, "grace"),
    };
  };

  test("can't be edited, disabled, deleted or sent a password link", async () => {
    const { scenario, ctx, grace } = await seedEditor();
    const expectDenied = async (change: Promise<void>) =>
      await expect(change).rejects.toThrow("permissions that you don't have");
    await expectDenied(editUser({ ctx, input: { ...grace, email: "linus@evil.example" } }));
    await expectDenied(editUser({ ctx, input: { ...grace, username: "gracie" } }));
    await expectDenied(editUser({ ctx, input: { ...grace, name: "Gracie Holloway" } }));
    await expectDenied(disableUser({ ctx, input: grace }));
    await expectDenied(deleteUser({ ctx, input: grace }));
    await expectDenied(sendPasswordLink({ ctx, input: grace }));
    await editUser({
      ctx: await scenario.contextOf("ada", "meridian"),
      input: { ...grace, name: "Gracie Holloway" },
    });
  });

  test("can't be edited while the invitation is expired, but can be after it is deleted", async () => {
    const { scenario, ctx, grace } = await seedEditor();
    const [invitation] = await db.execute<{ id: string }>(sql`
      update invitations set expires_at = now() - interval '1 hour' where user_id = ${grace.userId} returning id`);
    const rename = () => editUser({ ctx, input: { ...grace, name: "Gracie Holloway" } });
    await expect(rename()).rejects.toThrow(Forbidden);
    const invitationIds = [invitation?.id ?? ""];
    await deleteInvitations({ ctx: await scenario.contextOf("alex", "acme"), input: { invitationIds } });
    await rename();
  });

  test("can still edit their own profile", async () => {
    const { scenario, grace } = await seedEditor();
    const editing = await seedGroup(db, scenario.organizations.meridian.id, ["users.edit"]);
    await addToGroup(db, scenario.organizations.meridian.id, grace.userId, editing.id);
    await editUser({
      ctx: await scenario.contextOf("grace", "meridian"),
      input: { ...grace, name: "Gracie Holloway" },
    });
  });

  testBothOrders("is edited only if the edit comes before a simultaneous invitation", async (reversed) => {
    const scenario = await seedScenario(db);
    const { meridian, acme } = scenario.organizations;
    const editing = await seedGroup(db, meridian.id, ["users.edit"]);
    await addToGroup(db, meridian.id, scenario.userId("linus"), editing.id);
    const ctx = await scenario.contextOf("linus", "meridian");
    const grace = profileOf(scenario, "grace");
    const [edited, invited] = await race(
      db,
      [
        () => editUser({ ctx, input: { ...grace, email: "linus@evil.example" } }),
        () => scenario.invite("alex", "acme", ["grace"], [acme.administratorsGroupId]),
      ],
      { reversed },
    );
    expect(invited).toMatchObject({ value: [{ outcome: "invited" }] });
    expect(edited).toMatchObject(reversed ? { reason: expect.any(Forbidden) } : { status: "fulfilled" });
    const another = { ...grace, email: "linus@other.example" };
    await expect(editUser({ ctx, input: another })).rejects.toThrow(Forbidden);
  });
});
