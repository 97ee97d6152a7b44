import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Conflict, Forbidden, Invalid, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { InvalidLink, setPassword } from "@/db/passwords/set";
import { invitations, passwordLinks } from "@/db/schema";
import { emailOf, PEOPLE, type Person } from "@/db/seed/people";
import { testDatabase } from "@/db/testing/database";
import { linkState, sentLink } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { getProfile } from "@/db/users/get";
import { removeUser } from "@/db/users/remove";
import { sendPasswordLink } from "@/db/users/send-password-link";

const { db } = testDatabase();

const profileOf = (scenario: Scenario, person: Person) => ({
  userId: scenario.userId(person),
  username: person as string,
  name: PEOPLE[person].name as string,
  email: emailOf(person),
});

describe("editing a profile", () => {
  test("old and new values are recorded, and every membership and invitation shows the new values", async () => {
    const scenario = await seedScenario(db);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    await scenario.invite("hank", "globex", ["grace"]);
    const ctx = await scenario.contextOf("ada", "meridian");
    const grace = profileOf(scenario, "grace");
    await editUser({
      ctx,
      input: { ...grace, username: "gracie", name: "Gracie Holloway", email: "g@new.example" },
    });
    expect(await auditOf(scenario, "meridian", "users.edit")).toMatchObject([
      {
        actorName: "ada",
        subjectName: "gracie",
        details: {
          changes: {
            username: ["grace", "gracie"],
            name: ["Grace Holloway", "Gracie Holloway"],
            email: ["grace@meridian.example", "g@new.example"],
          },
        },
      },
    ]);
    const copies = await db.execute(sql`
      select username, name, search from memberships where user_id = ${grace.userId}
      union all select username, name, search from invitations where user_id = ${grace.userId}`);
    expect(copies).toHaveLength(4); // two memberships, an accepted and a pending invitation
    for (const copy of copies) {
      expect(copy).toEqual({
        username: "gracie",
        name: "Gracie Holloway",
        search: " gracie gracie holloway g@new.example",
      });
    }
  });

  test("a save without changes isn't recorded", async () => {
    const scenario = await seedScenario(db);
    await editUser({
      ctx: await scenario.contextOf("ada", "meridian"),
      input: profileOf(scenario, "grace"),
    });
    expect(await auditOf(scenario, "meridian", "users.edit")).toEqual([]);
  });

  test("a profile can be edited only where the account is managed, and the error names that organization", async () => {
    const scenario = await seedScenario(db);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    const ctx = await scenario.contextOf("alex", "acme");
    const input = { ...profileOf(scenario, "grace"), name: "Somebody else" };
    await expect(editUser({ ctx, input })).rejects.toThrow(Conflict);
    await expect(editUser({ ctx, input })).rejects.toThrow("managed by Meridian Group");
    expect(await getProfile({ ctx, userId: input.userId })).toMatchObject({
      managedElsewhere: "Meridian Group",
    });
    expect(await auditOf(scenario, "acme", "users.edit")).toMatchObject([{ outcome: "refused" }]);
    const sam = profileOf(scenario, "sam");
    const hank = await scenario.contextOf("hank", "globex");
    await expect(editUser({ ctx: hank, input: sam })).rejects.toThrow(NotFound);
    await expect(getProfile({ ctx: hank, userId: sam.userId })).rejects.toThrow(NotFound);
  });

  test("a username is unique in a root organization, even when two users take it at the same time", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "meridian");
    const rename = (person: Person, username: string) =>
      editUser({ ctx, input: { ...profileOf(scenario, person), username } });
    await expect(rename("grace", "hank")).rejects.toThrow(Invalid);
    await expect(rename("grace", "Hank ")).rejects.toThrow("taken");
    const results = await race(db, [() => rename("grace", "wanted"), () => rename("linus", "wanted")]);
    expect(results).toMatchObject([{ status: "fulfilled" }, { reason: expect.any(Invalid) }]);
  });
});

describe("a username from before the username rules", () => {
  test.each([
    ["contains an invisible character", "sam\u200b"],
    ["mixes alphabets", "s\u0430m"],
    ["looks like another username", "a1ex"],
  ])("that %s can stay when other fields change", async (_, username) => {
    const scenario = await seedScenario(db);
    const userId = scenario.userId("sam");
    // The migration stores look-alike usernames this way: each one is its own skeleton.
    await db.execute(
      sql`update users set username = ${username}, username_skeleton = ${username} where id = ${userId}`,
    );
    const ctx = await scenario.contextOf("alex", "acme");
    await editUser({ ctx, input: { userId, username, name: "Sam Lind", email: "sam@new.example" } });
    expect(await getProfile({ ctx, userId })).toMatchObject({
      ...{ username, name: "Sam Lind", email: "sam@new.example" },
    });
    expect(await auditOf(scenario, "acme", "users.edit")).toMatchObject([
      {
        outcome: "done",
        details: { changes: { name: expect.anything(), email: expect.anything() } },
      },
    ]);
    const changed = { userId, username: `${username}2`, name: "Sam Lind", email: "" };
    if (username !== "a1ex") await expect(editUser({ ctx, input: changed })).rejects.toThrow(Invalid);
  });
});

test("an ended invitation keeps the username and name that its invitee had, unless the invitee is a member", async () => {
  const scenario = await seedScenario(db);
  const { acme, globex } = scenario.organizations;
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  await declineInvitation((await scenario.inviteAndDeliver("hank", "globex", "grace")).response);
  await scenario.invite("hank", "globex", ["grace"]);
  const grace = profileOf(scenario, "grace");
  const shown = (organizationId: string) =>
    db
      .select({ status: invitations.status, username: invitations.username, name: invitations.name })
      .from(invitations)
      .where(eq(invitations.organizationId, organizationId))
      .orderBy(invitations.status);
  const rename = async (username: string) => {
    const ctx = await scenario.contextOf("ada", "meridian");
    await editUser({ ctx, input: { ...grace, username, name: `${username} Holloway` } });
  };
  const before = { username: "grace", name: "Grace Holloway" };
  const after = { username: "gracie", name: "gracie Holloway" };
  await rename("gracie");
  expect(await shown(acme.id)).toEqual([{ status: "accepted", ...after }]);
  expect(await shown(globex.id)).toEqual([
    { status: "pending", ...after },
    { status: "declined", ...before },
  ]);
  await removeUser({ ctx: await scenario.contextOf("alex", "acme"), input: { userId: grace.userId } });
  await rename("gracia");
  expect(await shown(acme.id)).toEqual([{ status: "accepted", ...after }]);
});

describe("a username that is an email address", () => {
  const CHIEF = "chief@meridian.example";

  test("can't be chosen if it isn't the account's own address, or has only just become that", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "meridian");
    const dennis = profileOf(scenario, "dennis");
    const refused = { fields: { username: { code: "unconfirmed-username" } } };
    await expect(editUser({ ctx, input: { ...dennis, username: CHIEF } })).rejects.toMatchObject(refused);
    const both = { ...dennis, username: CHIEF, email: CHIEF };
    await expect(editUser({ ctx, input: both })).rejects.toMatchObject(refused);
    await editUser({ ctx, input: { ...dennis, email: CHIEF } });
    await expect(editUser({ ctx, input: both })).rejects.toMatchObject(refused);
    const outcomes = await scenario.invite("hank", "globex", [CHIEF]);
    expect(outcomes).toEqual([{ username: CHIEF, outcome: "not-a-user-of-parent" }]);
  });

  test("can be chosen by the account that has confirmed the address, and stays when something else changes", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "meridian");
    const dennis = profileOf(scenario, "dennis");
    await editUser({ ctx, input: { ...dennis, username: "Dennis@Meridian.example" } });
    const renamed = { ...dennis, username: dennis.email, name: "Dennis Lind" };
    await expect(editUser({ ctx, input: renamed })).resolves.toBeUndefined();
  });

  test("stays the account's own address, so that nobody gets what is meant for its reader", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "meridian");
    const chief = { username: CHIEF, name: "The chief", email: CHIEF };
    const userId = await createUser({ ctx, input: { ...chief, groupIds: [] } });
    const elsewhere = { ...chief, userId, email: "mallory@other.example" };
    await expect(editUser({ ctx, input: elsewhere })).rejects.toMatchObject({
      fields: { email: { code: "unconfirmed-username" } },
    });
    await editUser({ ctx, input: { ...chief, userId, email: "" } });
    await expect(editUser({ ctx, input: elsewhere })).rejects.toThrow(Invalid);
    await editUser({ ctx, input: { ...elsewhere, username: "chief" } });
    expect(await scenario.invite("hank", "globex", [CHIEF])).toEqual([
      { username: CHIEF, outcome: "not-a-user-of-parent" },
    ]);
  });
});

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

testBothOrders(
  "a user renamed while accepting an invitation has the new username in every organization",
  async (reversed) => {
    const scenario = await seedScenario(db);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    const { response } = await scenario.inviteAndDeliver("elena", "europe", "grace");
    const ctx = await scenario.contextOf("ada", "meridian");
    const input = { ...profileOf(scenario, "grace"), username: "gracie" };
    const results = await race(db, [() => editUser({ ctx, input }), () => acceptInvitation(response)], {
      reversed,
    });
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const names = await db.execute(sql`
    select distinct username from memberships where user_id = ${scenario.userId("grace")}`);
    expect(names).toEqual([{ username: "gracie" }]);
  },
);
