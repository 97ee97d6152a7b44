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
import { getChildOrganization } from "@/db/organizations/get";
import { renameOrganization } from "@/db/organizations/rename";
import { auditEvents, organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import {
  addToGroup,
  type OrganizationKey,
  type Scenario,
  seedGroup,
  seedScenario,
} from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";

const { db, url } = testDatabase();

const ada = (scenario: Scenario) => scenario.contextOf("ada", "meridian");
const idOf = (scenario: Scenario, organization: OrganizationKey) => ({
  organizationId: scenario.organizations[organization].id,
});

async function disable(scenario: Scenario, organization: OrganizationKey = "globex") {
  await disableOrganization({ ctx: await ada(scenario), input: idOf(scenario, organization) });
}

describe("renaming", () => {
  test("a new name shows everywhere, and the audit log records the old and new names", async () => {
    const scenario = await seedScenario(db);
    const input = { ...idOf(scenario, "globex"), name: "Globex" };
    await renameOrganization({ ctx: await ada(scenario), input });
    expect((await scenario.contextOf("hank", "globex")).organization.name).toBe("Globex");
    await renameOrganization({ ctx: await ada(scenario), input });
    expect(await auditOf(scenario, "meridian", "organizations.rename")).toMatchObject([
      { subjectName: "Globex", details: { changes: { name: ["Globex Retail", "Globex"] } } },
    ]);
  });

  test("only direct children are found, not other descendants, ancestors, other root organizations or unknown IDs", async () => {
    const scenario = await seedScenario(db);
    const alex = await scenario.contextOf("alex", "acme");
    for (const ctx of [await ada(scenario), alex]) {
      const absent = (["acme", "meridian", "orbit"] as const).map(
        (organization) => scenario.organizations[organization].id,
      );
      const here =
        ctx === alex ? absent : [scenario.organizations.europe.id, scenario.organizations.meridian.id];
      for (const organizationId of [...here, randomUUID()]) {
        await expect(renameOrganization({ ctx, input: { organizationId, name: "x" } })).rejects.toThrow(
          NotFound,
        );
        for (const command of [disableOrganization, enableOrganization]) {
          await expect(command({ ctx, input: { organizationId } })).rejects.toThrow(NotFound);
        }
        await expect(deleteOrganization({ ctx, input: { organizationId, name: "x" } })).rejects.toThrow(
          NotFound,
        );
        await expect(getChildOrganization({ ctx, id: organizationId })).rejects.toThrow(NotFound);
      }
    }
  });

  test("each command needs its permission", async () => {
    const scenario = await seedScenario(db);
    const ctx = { ...(await ada(scenario)), permissions: new Set(["organizations.view"] as const) };
    const input = { ...idOf(scenario, "globex"), name: "x" };
    for (const command of [renameOrganization, disableOrganization, enableOrganization, deleteOrganization]) {
      await expect(command({ ctx, input })).rejects.toThrow(Forbidden);
    }
  });
});

describe("disabling", () => {
  test("stops access to the organization and its descendants immediately, and enabling restores it", async () => {
    const scenario = await seedScenario(db);
    await disable(scenario, "acme");
    expect((await scenario.access("alex", "acme")).state).toBe("inactive");
    expect((await scenario.access("elena", "europe")).state).toBe("inactive");
    await enableOrganization({ ctx: await ada(scenario), input: idOf(scenario, "acme") });
    expect((await scenario.access("alex", "acme")).state).toBe("open");
    expect((await scenario.access("elena", "europe")).state).toBe("open");
    expect(await auditOf(scenario, "meridian", "organizations.enable")).toHaveLength(1);
  });

  test("a disabled organization stays disabled when its parent is enabled", async () => {
    const scenario = await seedScenario(db);
    await disableOrganization({
      ctx: await scenario.contextOf("alex", "acme"),
      input: idOf(scenario, "europe"),
    });
    await disable(scenario, "acme");
    await enableOrganization({ ctx: await ada(scenario), input: idOf(scenario, "acme") });
    expect((await scenario.access("elena", "europe")).state).toBe("inactive");
  });
});

describe("the details of a child organization", () => {
  test("count its users, accounts, pending invitations and descendants", async () => {
    const scenario = await seedScenario(db);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).answer);
    await scenario.invite("alex", "acme", ["linus", "dennis"]);
    expect(
      await getChildOrganization({ ctx: await ada(scenario), id: scenario.organizations.acme.id }),
    ).toMatchObject({
      ...{ name: "Acme Travel", disabled: false, enterable: true },
      ...{ users: 3, accounts: 2, pendingInvitations: 2, below: 1 },
    });
  });

  test("are visible only to users who can enter or manage it", async () => {
    const scenario = await seedScenario(db);
    const { meridian, globex } = scenario.organizations;
    const group = await seedGroup(db, meridian.id, ["organizations.view"]);
    await addToGroup(db, meridian.id, scenario.userId("grace"), group.id);
    const getDetails = async () =>
      getChildOrganization({ ctx: await scenario.contextOf("grace", "meridian"), id: globex.id });
    await expect(getDetails()).rejects.toThrow(NotFound);
    await db.execute(
      sql`update roles set permissions = permissions || '{organizations.rename}' where id = ${group.roleId}`,
    );
    expect(await getDetails()).toMatchObject({ name: "Globex Retail", enterable: false });
    await expect(
      getChildOrganization({ ctx: await scenario.contextOf("mallory", "orbit"), id: globex.id }),
    ).rejects.toThrow(NotFound);
  });
});

describe("deleting", () => {
  const remove = async (
    scenario: Scenario,
    name = "Globex Retail",
    organization: OrganizationKey = "globex",
  ) => deleteOrganization({ ctx: await ada(scenario), input: { ...idOf(scenario, organization), name } });

  test("deletes everything in the organization, keeps its audit log and records the counts in the parent", async () => {
    const scenario = await seedScenario(db);
    const { globex, meridian } = scenario.organizations;
    await acceptInvitation(
      (await scenario.inviteAndDeliver("hank", "globex", "grace", [globex.administratorsId])).answer,
    );
    await scenario.invite("hank", "globex", ["linus"], [globex.administratorsId]);
    await disable(scenario);
    await remove(scenario);
    expect(await countRows(globex.id)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await auditOf(scenario, "meridian", "organizations.delete")).toMatchObject([
      {
        ...{ subjectId: globex.id, subjectName: "Globex Retail" },
        details: { accounts: 1, invitedUsers: 1, pendingInvitations: 1 },
      },
    ]);
    const events = await db.select().from(auditEvents).where(eq(auditEvents.organizationId, globex.id));
    const endEvents = events
      .filter(({ details }) => details.reason === "organization-deleted")
      .map((event) => `${event.actorName} ${event.action} ${event.subjectName}`);
    expect(endEvents.sort()).toEqual([
      "ada invitations.end linus",
      "ada memberships.end grace",
      "ada memberships.end hank",
      "ada users.delete hank",
    ]);
    expect(new Set(events.map(({ actingFromId }) => actingFromId))).toContain(meridian.id);
    expect((await scenario.access("grace", "meridian")).state).toBe("no-rights");
  });

  test("fails while the organization is active or has children, or if the name doesn't match", async () => {
    const scenario = await seedScenario(db);
    await expect(remove(scenario)).rejects.toThrow("Globex Retail is active. Disable it first.");
    await disable(scenario);
    await disable(scenario, "acme");
    await expect(remove(scenario, "Acme Travel", "acme")).rejects.toThrow(Conflict);
    for (const name of ["", "globex retail", "Globex  Retail", "Acme Travel"]) {
      await expect(remove(scenario, name)).rejects.toThrow(Invalid);
    }
    expect(
      await db
        .select()
        .from(organizations)
        .where(eq(organizations.rootId, scenario.organizations.meridian.id)),
    ).toHaveLength(4);
    await remove(scenario, " Globex Retail ");
  });

  test("fails if only the parent is disabled", async () => {
    const scenario = await seedScenario(db);
    const alex = await scenario.contextOf("alex", "acme");
    await disable(scenario, "acme");
    const input = { ...idOf(scenario, "europe"), name: "Acme Travel Europe" };
    await expect(deleteOrganization({ ctx: alex, input })).rejects.toThrow("Acme Travel is inactive.");
  });

  test("twice at the same time deletes the organization once, and the second request finds nothing", async () => {
    const scenario = await seedScenario(db);
    await disable(scenario);
    const results = await race(db, [() => remove(scenario), () => remove(scenario)]);
    expect(results).toMatchObject([{ status: "fulfilled" }, { reason: { kind: "not-found" } }]);
    expect(await auditOf(scenario, "meridian", "organizations.delete")).toMatchObject([
      { outcome: "done", details: { accounts: 1 } },
    ]);
  });

  testBothOrders(
    "deletes everything or nothing while users enable it, create a child or accept an invitation",
    async (reversed) => {
      const scenario = await seedScenario(db);
      const { answer } = await scenario.inviteAndDeliver("hank", "globex", "grace");
      const hank = await scenario.contextOf("hank", "globex");
      const input = {
        ...{ requestId: randomUUID(), name: "Below", first: "create" as const, invitee: "" },
        ...{ username: "bill", personName: "Bill", email: "bill@below.example" },
      };
      const [created, accepted, removed, enabled] = await race(
        db,
        [
          () => createOrganization({ ctx: hank, input }),
          () => acceptInvitation(answer),
          () => disable(scenario).then(() => remove(scenario)),
          () => ada(scenario).then((ctx) => enableOrganization({ ctx, input: idOf(scenario, "globex") })),
        ],
        { reversed },
      );
      const left = await countRows(scenario.organizations.globex.id);
      const gone = left[0] === 0;
      expect(removed.status === "fulfilled").toBe(gone);
      if (gone) expect(left).toEqual([0, 0, 0, 0, 0, 0]);
      else expect(left[2]).toBe(accepted.status === "fulfilled" ? 2 : 1);
      if (created.status === "fulfilled") expect(gone).toBe(false);
      if (enabled.status === "fulfilled") expect(gone).toBe(false);
    },
  );

  testBothOrders(
    "deletes the organization or leaves it active if it is enabled at the same time",
    async (reversed) => {
      const scenario = await seedScenario(db);
      await disable(scenario);
      const ctx = await ada(scenario);
      const [removed, enabled] = await race(
        db,
        [() => remove(scenario), () => enableOrganization({ ctx, input: idOf(scenario, "globex") })],
        { reversed },
      );
      expect(removed.status).toBe(reversed ? "rejected" : "fulfilled");
      expect(enabled.status).toBe(reversed ? "fulfilled" : "rejected");
      expect((await countRows(scenario.organizations.globex.id))[0]).toBe(reversed ? 1 : 0);
    },
  );

  test("takes as many statements for a hundred accounts as for one", async () => {
    const counts = [];
    for (const more of [0, 100]) {
      const scenario = await seedScenario(db);
      await seedAccounts(db, scenario.organizations.globex.id, more);
      await disable(scenario);
      let count = 0;
      const counting = createDatabase(url, { connections: 2, onStatement: () => count++ });
      const input = { ...idOf(scenario, "globex"), name: "Globex Retail" };
      await deleteOrganization({ ctx: { ...(await ada(scenario)), db: counting }, input });
      await counting.close();
      expect(await auditOf(scenario, "globex", "users.delete")).toHaveLength(more + 1);
      counts.push(count);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThanOrEqual(24);
  });
});

async function countRows(id: string) {
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
