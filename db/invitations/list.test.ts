import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { countInvitations } from "@/db/invitations/count";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { getInvitation } from "@/db/invitations/get";
import { type InvitationFilter, type InvitationSort, listInvitations } from "@/db/invitations/list";
import type { ListInput } from "@/db/lists/keyset";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { settleDelivery } from "./deliver";

const { db } = testDatabase();
const NO_MAILBOX = { code: "rejected", reply: "550 no such mailbox" } as const;

type Input = ListInput<InvitationSort> & { filter: InvitationFilter };
const first: Input = { sort: "sent", descending: true, search: "", after: null, before: null, filter: "all" };

describe("a short list", () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await seedScenario(db);
    await acceptInvitation(
      (
        await scenario.inviteAndDeliver("alex", "acme", "grace", [
          scenario.organizations.acme.administratorsGroupId,
        ])
      ).response,
    );
    await declineInvitation((await scenario.inviteAndDeliver("alex", "acme", "linus")).response);
    const late = await scenario.inviteAndDeliver("ada", "acme", "margaret");
    await settleDelivery({ db, ...late, outcome: { sent: true } });
    await db.update(invitations).set({ expiresAt: sql`now()` }).where(eq(invitations.id, late.invitationId));
    await scenario.invite("alex", "acme", ["dennis"]);
    await scenario.invite("hank", "globex", ["dennis"]);
  });
  const list = async (change: Partial<Input> = {}) =>
    listInvitations({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { ...first, ...change },
      now: new Date(),
    });
  const names = async (change: Partial<Input> = {}) =>
    (await list(change)).rows.map(({ username }) => username);

  test("shows and finds an email address only while the person is invited or a member", async () => {
    const emails = async () =>
      Object.fromEntries((await list()).rows.map(({ username, email }) => [username, email]));
    expect(await emails()).toEqual({
      dennis: "dennis@meridian.example",
      grace: "grace@meridian.example",
      linus: null,
      margaret: "margaret@meridian.example",
    });
    expect((await names({ search: "@meridian.example" })).toSorted()).toEqual([
      "dennis",
      "grace",
      "margaret",
    ]);
    expect(await names({ search: "linus@" })).toEqual([]);
    expect(await names({ search: "linus be" })).toEqual(["linus"]);
    expect(await names({ search: "linus@", filter: "declined" })).toEqual([]);
    const [{ id: invitationId } = { id: "" }] = (await list({ search: "linus be" })).rows;
    const ctx = await scenario.contextOf("alex", "acme");
    expect(await getInvitation({ ctx, invitationId, now: new Date() })).toMatchObject({ email: null });
  });

  test("shows what expires within a day", async () => {
    const expiresIn = async (interval: string) =>
      await db.execute(sql`
        update invitations set expires_at = now() + ${interval}::interval
        where organization_id = ${scenario.organizations.acme.id} and username = 'dennis'`);
    await expiresIn("25 hours");
    expect(await names({ filter: "expiring" })).toEqual([]);
    await expiresIn("23 hours");
    expect(await names({ filter: "expiring" })).toEqual(["dennis"]);
    await db.execute(sql`
      update invitations set expires_at = null
      where organization_id = ${scenario.organizations.acme.id} and username = 'dennis'`);
  });

  test("is counted for each filter", async () => {
    expect(await countInvitations(await scenario.contextOf("alex", "acme"))).toEqual({
      all: { count: 4, more: false },
      pending: { count: 1, more: false },
      expiring: { count: 0, more: false },
      accepted: { count: 1, more: false },
      declined: { count: 1, more: false },
      expired: { count: 1, more: false },
      failed: { count: 0, more: false },
      requested: { count: 0, more: false },
      deleted: { count: 0, more: false },
    });
  });

  test("shows the status of each invitation", async () => {
    const { rows, total } = await list({ sort: "username", descending: false });
    expect(total).toEqual({ count: 4, more: false });
    expect(rows).toMatchObject([
      {
        username: "dennis",
        status: "pending",
        delivery: { state: "waiting", error: null },
        sentAt: null,
        expiresAt: null,
      },
      {
        username: "grace",
        status: "accepted",
        groups: [{ name: "Administrators", isDeleted: false }],
        invitedBy: "Alex Morgan",
      },
      { username: "linus", status: "declined", email: null },
      { username: "margaret", status: "expired", delivery: { state: "sent" }, invitedBy: "Ada Winter" },
    ]);
  });

  test.each([
    ["all", ["dennis", "grace", "linus", "margaret"]],
    ["pending", ["dennis"]],
    ["accepted", ["grace"]],
    ["declined", ["linus"]],
    ["expired", ["margaret"]],
    ["failed", []],
    ["deleted", []],
  ] as const)("the filter %s shows %j", async (filter, expected) => {
    expect((await names({ filter })).sort()).toEqual(expected);
  });

  test("a deleted invitation leaves the list, and the filter for deleted ones shows it", async () => {
    const fresh = await seedScenario(db);
    const { invitationId } = await fresh.inviteAndDeliver("alex", "acme", "grace");
    const ctx = await fresh.contextOf("alex", "acme");
    await deleteInvitations({ ctx, input: { invitationIds: [invitationId] } });
    const of = async (filter: InvitationFilter) =>
      (await listInvitations({ ctx, input: { ...first, filter }, now: new Date() })).rows;
    expect(await of("all")).toEqual([]);
    expect(await of("deleted")).toMatchObject([{ id: invitationId, endReason: "deleted" }]);
  });

  test.each([
    ["gra", ["grace"]],
    ["GRA", ["grace"]],
    ["  mar ", ["margaret"]],
    ["linus@meridian", []],
    ["linus be", ["linus"]],
    ["%", []],
    ["_", []],
    ["\\", []],
    ["\0", ["dennis", "grace", "linus", "margaret"]],
    ["'; drop table users; --", []],
  ])("searching for %j finds %j", async (search, expected) => {
    expect((await names({ search })).sort()).toEqual(expected);
  });

  test.each([
    "",
    "x",
    "bm9uc2Vuc2U",
    "W10",
    Buffer.from('["now","x"]').toString("base64url"),
    Buffer.from(`["tomorrow","${randomUUID()}"]`).toString("base64url"),
  ])("the cursor %j reads as the first page", async (after) => {
    expect(await names({ after })).toHaveLength(4);
    expect(await names({ after, sort: "username" })).toHaveLength(4);
  });

  test("needs the permission", async () => {
    const ctx = { ...(await scenario.contextOf("alex", "acme")), permissions: new Set<never>() };
    await expect(listInvitations({ ctx, input: first, now: new Date() })).rejects.toThrow(Forbidden);
  });

  test("never contains a link or its hash", async () => {
    const { link } = await scenario.inviteAndDeliver("hank", "globex", "linus");
    const text = JSON.stringify(
      await listInvitations({
        ctx: await scenario.contextOf("hank", "globex"),
        input: first,
        now: new Date(),
      }),
    );
    expect(text).not.toContain(link);
    expect(text.toLowerCase()).not.toMatch(/hash|token|"link/);
  });
});

test("the list shows the state of the email", async () => {
  const scenario = await seedScenario(db);
  const sending = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const delivery = async () =>
    (await listInvitations({ ctx: await scenario.contextOf("alex", "acme"), input: first, now: new Date() }))
      .rows[0]?.delivery;
  await settleDelivery({
    db,
    ...sending,
    outcome: { sent: false, error: { code: "server-unreachable" }, final: false },
  });
  expect(await delivery()).toEqual({ state: "waiting", error: { code: "server-unreachable" } });
  await settleDelivery({
    db,
    ...sending,
    outcome: { sent: false, error: NO_MAILBOX, final: true },
  });
  expect(await delivery()).toEqual({ state: "failed", error: NO_MAILBOX });
  await settleDelivery({ db, ...sending, sending: 99, outcome: { sent: true } });
  expect(await delivery()).toMatchObject({ state: "failed" });
  await settleDelivery({ db, ...sending, outcome: { sent: true } });
  expect(await delivery()).toEqual({ state: "sent", error: null });
});
