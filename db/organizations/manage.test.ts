import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Conflict, Forbidden, Invalid, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { createOrganization } from "@/db/organizations/create";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { getOrganizationBelow } from "@/db/organizations/get";
import { renameOrganization } from "@/db/organizations/rename";
import { auditEvents, organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { plantAccounts } from "@/db/testing/seed-accounts";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, type OrganizationKey, plantGroup, plantWorld, type World } from "@/db/testing/scenario";

const { db, url } = testDatabase();

const ada = (world: World) => world.as("ada", "meridian");
const idOf = (world: World, place: OrganizationKey) => ({ organizationId: world.places[place].id });

async function disable(world: World, place: OrganizationKey = "globex") {
  await disableOrganization({ ctx: await ada(world), input: idOf(world, place) });
}

describe("renaming", () => {
  test("an organization below has its new name everywhere, and the audit says from what to what", async () => {
    const world = await plantWorld(db);
    const input = { ...idOf(world, "globex"), name: "Globex" };
    await renameOrganization({ ctx: await ada(world), input });
    expect((await world.as("hank", "globex")).organization.name).toBe("Globex");
    await renameOrganization({ ctx: await ada(world), input });
    expect(await auditOf(world, "meridian", "organizations.rename")).toMatchObject([
      { subjectName: "Globex", details: { changes: { name: ["Globex Retail", "Globex"] } } },
    ]);
  });

  test("what is not directly below is not there: deeper, oneself, above, of another root, nothing", async () => {
    const world = await plantWorld(db);
    const alex = await world.as("alex", "acme");
    for (const ctx of [await ada(world), alex]) {
      const absent = (["acme", "meridian", "orbit"] as const).map((place) => world.places[place].id);
      const here = ctx === alex ? absent : [world.places.europe.id, world.places.meridian.id];
      for (const organizationId of [...here, randomUUID()]) {
        await expect(renameOrganization({ ctx, input: { organizationId, name: "x" } })).rejects.toThrow(
          NotFound,
        );
        for (const verb of [disableOrganization, enableOrganization]) {
          await expect(verb({ ctx, input: { organizationId } })).rejects.toThrow(NotFound);
        }
        await expect(deleteOrganization({ ctx, input: { organizationId, name: "x" } })).rejects.toThrow(
          NotFound,
        );
        await expect(getOrganizationBelow({ ctx, id: organizationId })).rejects.toThrow(NotFound);
      }
    }
  });

  test("each needs its permission", async () => {
    const world = await plantWorld(db);
    const ctx = { ...(await ada(world)), permissions: new Set(["organizations.view"] as const) };
    const input = { ...idOf(world, "globex"), name: "x" };
    for (const verb of [renameOrganization, disableOrganization, enableOrganization, deleteOrganization]) {
      await expect(verb({ ctx, input })).rejects.toThrow(Forbidden);
    }
  });
});

describe("disabling", () => {
  test("stops it and all below at once, and enabling lets all go on", async () => {
    const world = await plantWorld(db);
    await disable(world, "acme");
    expect((await world.access("alex", "acme")).state).toBe("inactive");
    expect((await world.access("elena", "europe")).state).toBe("inactive");
    await enableOrganization({ ctx: await ada(world), input: idOf(world, "acme") });
    expect((await world.access("alex", "acme")).state).toBe("open");
    expect((await world.access("elena", "europe")).state).toBe("open");
    expect(await auditOf(world, "meridian", "organizations.enable")).toHaveLength(1);
  });

  test("enabling what is above leaves disabled what was disabled itself", async () => {
    const world = await plantWorld(db);
    await disableOrganization({ ctx: await world.as("alex", "acme"), input: idOf(world, "europe") });
    await disable(world, "acme");
    await enableOrganization({ ctx: await ada(world), input: idOf(world, "acme") });
    expect((await world.access("elena", "europe")).state).toBe("inactive");
  });
});

describe("the numbers of an organization below", () => {
  test("say what is in it, at any depth below, and what would go with it", async () => {
    const world = await plantWorld(db);
    await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
    await world.invite("alex", "acme", ["linus", "dennis"]);
    expect(await getOrganizationBelow({ ctx: await ada(world), id: world.places.acme.id })).toMatchObject({
      ...{ name: "Acme Travel", disabled: false, enterable: true },
      ...{ users: 3, accounts: 2, pendingInvitations: 2, below: 1 },
    });
  });

  test("one who may neither enter nor manage it does not see it; one who may manage it does", async () => {
    const world = await plantWorld(db);
    const { meridian, globex } = world.places;
    const group = await plantGroup(db, meridian.id, ["organizations.view"]);
    await addToGroup(db, meridian.id, world.userId("grace"), group.id);
    const seen = async () =>
      getOrganizationBelow({ ctx: await world.as("grace", "meridian"), id: globex.id });
    await expect(seen()).rejects.toThrow(NotFound);
    await db.execute(
      sql`update roles set permissions = permissions || '{organizations.rename}' where id = ${group.roleId}`,
    );
    expect(await seen()).toMatchObject({ name: "Globex Retail", enterable: false });
    await expect(
      getOrganizationBelow({ ctx: await world.as("mallory", "orbit"), id: globex.id }),
    ).rejects.toThrow(NotFound);
  });
});

describe("deleting", () => {
  const remove = async (world: World, name = "Globex Retail", place: OrganizationKey = "globex") =>
    deleteOrganization({ ctx: await ada(world), input: { ...idOf(world, place), name } });

  test("takes all that is in it, and the audit stays, above with the numbers", async () => {
    const world = await plantWorld(db);
    const { globex, meridian } = world.places;
    await acceptInvitation(
      (await world.invited("hank", "globex", "grace", [globex.administratorsId])).answer,
    );
    await world.invite("hank", "globex", ["linus"], [globex.administratorsId]);
    await disable(world);
    await remove(world);
    expect(await leftOf(globex.id)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await auditOf(world, "meridian", "organizations.delete")).toMatchObject([
      {
        ...{ subjectId: globex.id, subjectName: "Globex Retail" },
        details: { accounts: 1, "invited users": 1, "pending invitations": 1 },
      },
    ]);
    const ends = await db.select().from(auditEvents).where(eq(auditEvents.organizationId, globex.id));
    const told = ends
      .filter(({ details }) => details.because === "organization-deleted")
      .map((event) => `${event.actorName} ${event.action} ${event.subjectName}`);
    expect(told.sort()).toEqual([
      "ada invitations.end linus",
      "ada memberships.end grace",
      "ada memberships.end hank",
      "ada users.delete hank",
    ]);
    expect(new Set(ends.map(({ actingFromId }) => actingFromId))).toContain(meridian.id);
    expect((await world.access("grace", "meridian")).state).toBe("no-rights");
  });

  test("is refused while it is active, while others are below it, and for another name", async () => {
    const world = await plantWorld(db);
    await expect(remove(world)).rejects.toThrow("Globex Retail is active. Disable it first.");
    await disable(world);
    await disable(world, "acme");
    await expect(remove(world, "Acme Travel", "acme")).rejects.toThrow(Conflict);
    for (const name of ["", "globex retail", "Globex  Retail", "Acme Travel"]) {
      await expect(remove(world, name)).rejects.toThrow(Invalid);
    }
    expect(
      await db.select().from(organizations).where(eq(organizations.rootId, world.places.meridian.id)),
    ).toHaveLength(4);
    await remove(world, " Globex Retail ");
  });

  test("an organization below a disabled one is not disabled itself", async () => {
    const world = await plantWorld(db);
    const alex = await world.as("alex", "acme");
    await disable(world, "acme");
    const input = { ...idOf(world, "europe"), name: "Acme Travel Europe" };
    await expect(deleteOrganization({ ctx: alex, input })).rejects.toThrow("Acme Travel is inactive.");
  });

  test("by two at once deletes once, and the other is told that it is gone", async () => {
    for (let round = 0; round < 5; round++) {
      const world = await plantWorld(db);
      await disable(world);
      const ended = await Promise.allSettled([remove(world), remove(world)]);
      const refused = ended.find(({ status }) => status === "rejected");
      expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(refused).toMatchObject({ reason: { kind: "not-found" } });
      expect(await auditOf(world, "meridian", "organizations.delete")).toMatchObject([
        { outcome: "done", details: { accounts: 1 } },
      ]);
    }
  });

  test("against enabling, creating below and accepting ends whole, never half", async () => {
    for (let round = 0; round < 5; round++) {
      const world = await plantWorld(db);
      const { answer } = await world.invited("hank", "globex", "grace");
      const hank = await world.as("hank", "globex");
      const input = {
        ...{ requestId: randomUUID(), name: "Below", first: "create" as const, invitee: "" },
        ...{ username: "bill", personName: "Bill", email: "bill@below.example" },
      };
      const [created, accepted] = await Promise.allSettled([
        createOrganization({ ctx: hank, input }),
        acceptInvitation(answer),
        disable(world).then(() => remove(world)),
        ada(world).then((ctx) => enableOrganization({ ctx, input: idOf(world, "globex") })),
      ]);
      const left = await leftOf(world.places.globex.id);
      const gone = left[0] === 0;
      if (gone) expect(left).toEqual([0, 0, 0, 0, 0, 0]);
      else expect(left[2]).toBe(accepted.status === "fulfilled" ? 2 : 1);
      if (created.status === "fulfilled") expect(gone).toBe(false);
    }
  });

  test("a hundred accounts go in the same few statements as one", async () => {
    const counts = [];
    for (const more of [0, 100]) {
      const world = await plantWorld(db);
      await plantAccounts(db, world.places.globex.id, more);
      await disable(world);
      let count = 0;
      const counting = createDatabase(url, { connections: 2, onStatement: () => count++ });
      const input = { ...idOf(world, "globex"), name: "Globex Retail" };
      await deleteOrganization({ ctx: { ...(await ada(world)), db: counting }, input });
      await counting.close();
      expect(await auditOf(world, "globex", "users.delete")).toHaveLength(more + 1);
      counts.push(count);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThanOrEqual(23);
  });
});

async function leftOf(id: string) {
  const [row] = await db.execute<{ left: number[] }>(sql`
    select array[
      (select count(*) from organizations where id = ${id}),
      (select count(*) from users where managing_organization_id = ${id}),
      (select count(*) from memberships where organization_id = ${id}),
      (select count(*) from invitations where organization_id = ${id}),
      (select count(*) from groups where organization_id = ${id}),
      (select count(*) from roles where organization_id = ${id})]::int[] as left`);
  return row?.left ?? [];
}
