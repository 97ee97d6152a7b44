import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Conflict, Forbidden, Invalid, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { deleteInvitations } from "@/db/invitations/delete";
import { InvalidLink, setPassword } from "@/db/passwords/set";
import { passwordLinks } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { linkState, sentLink } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, type Person, plantGroup, plantWorld, type World } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { getProfile } from "@/db/users/get-profile";
import { sendPasswordLink } from "@/db/users/send-password-link";

const { db } = testDatabase();

const profileOf = (world: World, who: Person, place: string) => ({
  userId: world.userId(who),
  username: who as string,
  name: `${who} of ${place}`,
  email: `${who}@${place}.example`,
});

describe("editing a profile", () => {
  test("what changed is recorded from what to what, and shows wherever the person is", async () => {
    const world = await plantWorld(db);
    await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
    await world.invite("hank", "globex", ["grace"]);
    const ctx = await world.as("ada", "meridian");
    const grace = profileOf(world, "grace", "meridian");
    await editUser({
      ctx,
      input: { ...grace, username: "gracie", name: "Grace Holloway", email: "g@new.example" },
    });
    expect(await auditOf(world, "meridian", "users.edit")).toMatchObject([
      {
        actorName: "ada",
        subjectName: "gracie",
        details: {
          changes: {
            username: ["grace", "gracie"],
            name: ["grace of meridian", "Grace Holloway"],
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
        name: "Grace Holloway",
        search: "gracie grace holloway g@new.example",
      });
    }
  });

  test("nothing changed, nothing recorded", async () => {
    const world = await plantWorld(db);
    await editUser({ ctx: await world.as("ada", "meridian"), input: profileOf(world, "grace", "meridian") });
    expect(await auditOf(world, "meridian", "users.edit")).toEqual([]);
  });

  test("a profile is changed where the account is managed, not elsewhere, which says where", async () => {
    const world = await plantWorld(db);
    await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
    const ctx = await world.as("alex", "acme");
    const input = { ...profileOf(world, "grace", "meridian"), name: "Somebody else" };
    await expect(editUser({ ctx, input })).rejects.toThrow(Conflict);
    await expect(editUser({ ctx, input })).rejects.toThrow("managed by Meridian Group");
    expect(await getProfile({ ctx, userId: input.userId })).toMatchObject({
      managedElsewhere: "Meridian Group",
    });
    expect(await auditOf(world, "acme", "users.edit")).toMatchObject([
      { outcome: "refused" },
      { outcome: "refused" },
    ]);
    const sam = profileOf(world, "sam", "acme");
    const hank = await world.as("hank", "globex");
    await expect(editUser({ ctx: hank, input: sam })).rejects.toThrow(NotFound);
    await expect(getProfile({ ctx: hank, userId: sam.userId })).rejects.toThrow(NotFound);
  });

  test("a username of the tree is taken, whoever has it, also by two at once", async () => {
    const world = await plantWorld(db);
    const ctx = await world.as("ada", "meridian");
    const take = (who: Person, username: string) =>
      editUser({ ctx, input: { ...profileOf(world, who, "meridian"), username } });
    await expect(take("grace", "hank")).rejects.toThrow(Invalid);
    await expect(take("grace", "Hank ")).rejects.toThrow("taken");
    const ended = await Promise.allSettled([take("grace", "wanted"), take("linus", "wanted")]);
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(ended.find((one) => one.status === "rejected")?.reason).toBeInstanceOf(Invalid);
  });
});

describe("a username from before the rules for usernames", () => {
  test.each([
    ["holds an invisible character", "sam\u200b"],
    ["mixes alphabets", "s\u0430m"],
    ["looks like another one", "a1ex"],
  ])("that %s stays when the rest of the profile changes", async (_, username) => {
    const world = await plantWorld(db);
    const userId = world.userId("sam");
    // As the migration leaves those that look like others: no other username is their skeleton.
    await db.execute(
      sql`update users set username = ${username}, username_skeleton = ${username} where id = ${userId}`,
    );
    const ctx = await world.as("alex", "acme");
    await editUser({ ctx, input: { userId, username, name: "Sam Lind", email: "sam@new.example" } });
    expect(await getProfile({ ctx, userId })).toMatchObject({
      ...{ username, name: "Sam Lind", email: "sam@new.example" },
    });
    expect(await auditOf(world, "acme", "users.edit")).toMatchObject([
      {
        outcome: "done",
        details: { changes: { name: expect.anything(), email: expect.anything() } },
      },
    ]);
    const grown = { userId, username: `${username}2`, name: "Sam Lind", email: "" };
    if (username !== "a1ex") await expect(editUser({ ctx, input: grown })).rejects.toThrow(Invalid);
  });
});

describe("another e-mail address", () => {
  test("makes a pending password link dead, which another name does not", async () => {
    const world = await plantWorld(db);
    const ctx = await world.as("alex", "acme");
    const nora = { username: "nora", name: "Nora", email: "nora@acme.example" };
    const userId = await createUser({ ctx, input: { ...nora, groupIds: [] } });
    const links = () => db.select().from(passwordLinks).where(sql`user_id = ${userId}`);
    await editUser({ ctx, input: { ...nora, userId, name: "Nora Lind" } });
    expect(await links()).toHaveLength(1);
    await editUser({ ctx, input: { ...nora, userId, email: "nora@other.example" } });
    expect(await links()).toHaveLength(0);
  });

  test("of somebody who may do more is not given by whoever may do less: it would hand them the account", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const editing = await plantGroup(db, acme.id, ["users.edit", "users.view"]);
    await addToGroup(db, acme.id, world.userId("sam"), editing.id);
    const ctx = await world.as("sam", "acme");
    const alex = profileOf(world, "alex", "acme");
    const stolen = { ...alex, email: "sam@acme.example" };
    await expect(editUser({ ctx, input: stolen })).rejects.toThrow(Forbidden);
    await db.execute(sql`update users set disabled_at = now() where id = ${alex.userId}`);
    await expect(editUser({ ctx, input: stolen })).rejects.toThrow(Forbidden);
    expect((await auditOf(world, "acme", "users.edit")).map(({ outcome }) => outcome)).toEqual(["refused"]);
    await editUser({ ctx: await world.as("ada", "acme"), input: stolen });
  });

  test("counts also what somebody may do in an organization below", async () => {
    const world = await plantWorld(db);
    const { meridian, acme } = world.places;
    const strong = await plantGroup(db, acme.id, ["settings.edit"]);
    await acceptInvitation((await world.invited("alex", "acme", "grace", [strong.id])).answer);
    const editing = await plantGroup(db, meridian.id, ["users.edit"]);
    await addToGroup(db, meridian.id, world.userId("linus"), editing.id);
    const ctx = await world.as("linus", "meridian");
    const change = (who: Person) =>
      editUser({ ctx, input: { ...profileOf(world, who, "meridian"), email: "linus@evil.example" } });
    await expect(change("grace")).rejects.toThrow(Forbidden);
    await change("margaret");
  });
});

describe("somebody who is invited to permissions that the actor can't grant", () => {
  const editor = async () => {
    const world = await plantWorld(db);
    const { meridian, acme } = world.places;
    const editing = await plantGroup(db, meridian.id, [
      "users.edit",
      "users.disable",
      "users.delete",
      "users.create",
    ]);
    await addToGroup(db, meridian.id, world.userId("linus"), editing.id);
    await world.invite("alex", "acme", ["grace"], [acme.administratorsId]);
    return { world, ctx: await world.as("linus", "meridian"), grace: profileOf(world, "grace", "meridian") };
  };

  test("keeps username, name and email address, and is not disabled, deleted or sent a password link", async () => {
    const { world, ctx, grace } = await editor();
    const refused = async (change: Promise<void>) =>
      await expect(change).rejects.toThrow("permissions that you can't grant");
    await refused(editUser({ ctx, input: { ...grace, email: "linus@evil.example" } }));
    await refused(editUser({ ctx, input: { ...grace, username: "gracie" } }));
    await refused(editUser({ ctx, input: { ...grace, name: "Grace Holloway" } }));
    await refused(disableUser({ ctx, input: grace }));
    await refused(deleteUser({ ctx, input: grace }));
    await refused(sendPasswordLink({ ctx, input: grace }));
    await editUser({ ctx: await world.as("ada", "meridian"), input: { ...grace, name: "Grace Holloway" } });
  });

  test("counts while the invitation is expired, which can be resent, and no longer when it is deleted", async () => {
    const { world, ctx, grace } = await editor();
    const [invitation] = await db.execute<{ id: string }>(sql`
      update invitations set expires_at = now() - interval '1 hour' where user_id = ${grace.userId} returning id`);
    const rename = () => editUser({ ctx, input: { ...grace, name: "Grace Holloway" } });
    await expect(rename()).rejects.toThrow(Forbidden);
    const invitationIds = [invitation?.id ?? ""];
    await deleteInvitations({ ctx: await world.as("alex", "acme"), input: { invitationIds } });
    await rename();
  });

  test("can still change their own profile", async () => {
    const { world, grace } = await editor();
    const editing = await plantGroup(db, world.places.meridian.id, ["users.edit"]);
    await addToGroup(db, world.places.meridian.id, grace.userId, editing.id);
    await editUser({ ctx: await world.as("grace", "meridian"), input: { ...grace, name: "Grace Holloway" } });
  });

  test("is invited either before the change, which then fails, or after it", async () => {
    for (let round = 0; round < 4; round++) {
      const world = await plantWorld(db);
      const { meridian, acme } = world.places;
      const editing = await plantGroup(db, meridian.id, ["users.edit"]);
      await addToGroup(db, meridian.id, world.userId("linus"), editing.id);
      const ctx = await world.as("linus", "meridian");
      const grace = profileOf(world, "grace", "meridian");
      const edit = () => editUser({ ctx, input: { ...grace, email: "linus@evil.example" } });
      const invite = () => world.invite("alex", "acme", ["grace"], [acme.administratorsId]);
      const ended = await Promise.allSettled(round % 2 ? [edit(), invite()] : [invite(), edit()]);
      for (const one of ended) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(Forbidden);
      const another = { ...grace, email: "linus@other.example" };
      await expect(editUser({ ctx, input: another })).rejects.toThrow(Forbidden);
    }
  });
});

test("another e-mail address against setting the password by the old link ends in one of the two", async () => {
  for (let round = 0; round < 6; round++) {
    const world = await plantWorld(db);
    const { use } = await sentLink(world, "grace");
    const ctx = await world.as("ada", "meridian");
    const edit = () =>
      editUser({ ctx, input: { ...profileOf(world, "grace", "meridian"), email: "new@meridian.example" } });
    const set = () => setPassword(use).catch((error) => expect(error).toBeInstanceOf(InvalidLink));
    await Promise.all(round % 2 ? [edit(), set()] : [set(), edit()]);
    expect(await linkState(world, use.link)).not.toBe("ready");
  }
});

test("editing against accepting, both ways round, ends whole", async () => {
  for (let round = 0; round < 10; round++) {
    const world = await plantWorld(db);
    await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
    const { answer } = await world.invited("elena", "europe", "grace");
    const ctx = await world.as("ada", "meridian");
    const edit = () =>
      editUser({ ctx, input: { ...profileOf(world, "grace", "meridian"), username: "gracie" } });
    const accept = () => acceptInvitation(answer);
    const ended = await Promise.allSettled(round % 2 ? [edit(), accept()] : [accept(), edit()]);
    expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const names = await db.execute(sql`
      select distinct username from memberships where user_id = ${world.userId("grace")}`);
    expect(names).toEqual([{ username: "gracie" }]);
  }
});
