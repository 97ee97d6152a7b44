import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { runBulkAction } from "@/db/bulk-actions/run";
import { deleteMatching } from "@/db/bulk-actions/start-matching";
import { stopBulkAction } from "@/db/bulk-actions/stop";
import { acceptInvitation } from "@/db/invitations/accept";
import { InvitationClosed } from "@/db/invitations/respond";
import { createOrganization } from "@/db/organizations/create";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { testDatabase } from "@/db/testing/database";
import { auditOf, countRows } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { type OrganizationKey, type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

const ada = (scenario: Scenario) => scenario.contextOf("ada", "meridian");
const idOf = (scenario: Scenario, organization: OrganizationKey) => ({
  organizationId: scenario.organizations[organization].id,
});

async function disable(scenario: Scenario, organization: OrganizationKey = "globex") {
  await disableOrganization({ ctx: await ada(scenario), input: idOf(scenario, organization) });
}

const remove = async (scenario: Scenario, name = "Globex Retail", organization: OrganizationKey = "globex") =>
  deleteOrganization({ ctx: await ada(scenario), input: { ...idOf(scenario, organization), name } });

test("deleting twice at the same time deletes the organization once, and the second request finds nothing", async () => {
  const scenario = await seedScenario(db);
  await disable(scenario);
  const results = await race(db, [() => remove(scenario), () => remove(scenario)]);
  expect(results).toMatchObject([{ status: "fulfilled" }, { reason: { kind: "not-found" } }]);
  expect(await auditOf(scenario, "meridian", "organizations.delete")).toMatchObject([
    { outcome: "done", details: { accounts: 1 } },
  ]);
});

testBothOrders(
  "deleting an organization while others enable it, create a child or accept an invitation deletes everything or nothing",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("hank", "globex", "grace");
    const hank = await scenario.contextOf("hank", "globex");
    const input = {
      requestId: randomUUID(),
      name: "Below",
      first: "create" as const,
      invitee: "",
      username: "bill",
      personName: "Bill",
      email: "bill@below.example",
    };
    const [created, accepted, removed, enabled] = await race(
      db,
      [
        () => createOrganization({ ctx: hank, input }),
        () => acceptInvitation(response),
        () => disable(scenario).then(() => remove(scenario)),
        () => ada(scenario).then((ctx) => enableOrganization({ ctx, input: idOf(scenario, "globex") })),
      ],
      { reversed },
    );
    const left = await countRows(db, scenario.organizations.globex.id);
    const gone = left[0] === 0;
    expect(removed.status === "fulfilled").toBe(gone);
    if (gone) expect(left).toEqual([0, 0, 0, 0, 0, 0]);
    else expect(left[2]).toBe(accepted.status === "fulfilled" ? 2 : 1);
    if (created.status === "fulfilled") expect(gone).toBe(false);
    if (enabled.status === "fulfilled") expect(gone).toBe(false);
  },
);

testBothOrders(
  "a member who accepts before the deletion is deleted with the organization, and a later acceptance is refused",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("hank", "globex", "grace");
    const [accepted, removed] = await race(
      db,
      [() => acceptInvitation(response), () => disable(scenario).then(() => remove(scenario))],
      { reversed },
    );
    expect(removed.status).toBe("fulfilled");
    expect(accepted).toMatchObject(
      reversed ? { reason: expect.any(InvitationClosed) } : { status: "fulfilled" },
    );
    expect(await countRows(db, scenario.organizations.globex.id)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await auditOf(scenario, "globex", "invitations.end")).toHaveLength(reversed ? 1 : 0);
    const ended = await auditOf(scenario, "globex", "memberships.end");
    expect(ended.map(({ subjectName }) => subjectName).sort()).toEqual(
      reversed ? ["hank"] : ["grace", "hank"],
    );
  },
);

testBothOrders(
  "deleting an organization in which a bulk action runs waits for its batch and never deadlocks",
  async (reversed) => {
    const scenario = await seedScenario(db);
    await scenario.invite("hank", "globex", ["grace", "linus"]);
    const hank = await scenario.contextOf("hank", "globex");
    const input = { filter: "all", search: "", requestId: randomUUID() } as const;
    const bulkActionId = await deleteMatching({ ctx: hank, input });
    const results = await race(
      db,
      [() => runBulkAction({ db, bulkActionId }), () => disable(scenario).then(() => remove(scenario))],
      { reversed },
    );
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await countRows(db, scenario.organizations.globex.id)).toEqual([0, 0, 0, 0, 0, 0]);
    const deleted = await auditOf(scenario, "globex", "invitations.delete");
    expect(deleted).toHaveLength(reversed ? 0 : 2);
  },
);

test("deleting an organization while a bulk action in it is stopped never deadlocks", async () => {
  const scenario = await seedScenario(db);
  await scenario.invite("hank", "globex", ["grace", "linus", "margaret"]);
  const hank = await scenario.contextOf("hank", "globex");
  const input = { filter: "all", search: "", requestId: randomUUID() } as const;
  const bulkActionId = await deleteMatching({ ctx: hank, input });
  await disable(scenario);
  const results = await race(
    db,
    [
      () => remove(scenario),
      () => stopBulkAction({ db, bulkActionId, reason: { code: "starter-not-allowed" } }),
    ],
    // The row in the middle, so that both have already locked other rows.
    {
      lock: sql`select from bulk_action_rows where bulk_action_id = ${bulkActionId} and position = 2 for update`,
    },
  );
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
});

test("deleting waits for a child organization that is being created below it, and then fails", async () => {
  const scenario = await seedScenario(db);
  const hank = await scenario.contextOf("hank", "globex");
  const input = {
    requestId: randomUUID(),
    name: "Below",
    first: "create" as const,
    invitee: "",
    username: "bill",
    personName: "Bill",
    email: "bill@below.example",
  };
  const [created, removed] = await race(
    db,
    [() => createOrganization({ ctx: hank, input }), () => disable(scenario).then(() => remove(scenario))],
    { lock: sql`lock table password_links in share mode` }, // stops the creation after its other writes
  );
  expect(created.status).toBe("fulfilled");
  expect(removed).toMatchObject({ reason: { reason: { code: "has-children" } } });
});

testBothOrders(
  "an organization that is enabled while it is being deleted is deleted or stays active",
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
    expect((await countRows(db, scenario.organizations.globex.id))[0]).toBe(reversed ? 1 : 0);
  },
);
