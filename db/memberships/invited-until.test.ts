import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { beginDelivery } from "@/db/invitations/deliver";
import { type InvitationFilter, listInvitations } from "@/db/invitations/list";
import { resendInvitations } from "@/db/invitations/resend";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { changeEnd, day, invitedUntil, joinUntil, runOut } from "@/db/testing/membership-ends";
import { auditOf, letTimePass, membershipOf, stateOf } from "@/db/testing/queries";
import { seedScenario } from "@/db/testing/scenario";
import { lastDay } from "@/lib/days";

const { db } = testDatabase();

test("the membership gets the invitation's last day, which the acceptance page shows", async () => {
  const scenario = await seedScenario(db);
  const { response, membershipEndsAt } = await invitedUntil(scenario, "alex", "acme", "grace", day(30));
  expect(await auditOf(scenario, "acme", "invitations.create")).toMatchObject([
    { subjectName: "grace", details: { lastDay: day(30) } },
  ]);
  expect(membershipEndsAt && lastDay(membershipEndsAt, "UTC")).toBe(day(30));
  const state = await stateOf(scenario, response.link, "grace");
  expect(state).toMatchObject({ state: "ready", offer: { membershipEndsAt } });
  await acceptInvitation(response);
  expect(await membershipOf(scenario, "grace")).toMatchObject({
    endsAt: membershipEndsAt,
    ends: membershipEndsAt,
  });
});

test("a link expires with the membership at the latest, and the invitation can't be resent after that", async () => {
  const scenario = await seedScenario(db);
  const { response, invitationId, expiresAt, membershipEndsAt } = await invitedUntil(
    scenario,
    "alex",
    "acme",
    "grace",
    day(0),
  );
  expect(expiresAt).toEqual(membershipEndsAt);
  await db.execute(sql`
    update invitations set membership_ends_at = now() - interval '1 minute', expires_at = now() - interval '1 minute'
    where id = ${invitationId}`);
  await expect(acceptInvitation(response)).rejects.toThrow("has expired");
  expect(await stateOf(scenario, response.link, "grace")).toMatchObject({ state: "expired" });
  await letTimePass(scenario, "acme", "1 hour");
  const ctx = await scenario.contextOf("alex", "acme");
  expect(await resendInvitations({ ctx, input: { invitationIds: [invitationId] } })).toMatchObject([
    { outcome: "last-day-past" },
  ]);
});

test("an invitation that depends on a membership expires with it, in lists and on its page", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(1));
  await joinUntil(scenario, "alex", "acme", "linus", null);
  const [grace, linus] = [
    await scenario.inviteAndDeliver("elena", "europe", "grace"),
    await scenario.inviteAndDeliver("elena", "europe", "linus"),
  ];
  const ends = (await membershipOf(scenario, "grace"))?.ends;
  expect(grace.expiresAt).toEqual(ends);
  await changeEnd(scenario, "alex", "linus", day(1));
  const ctx = await scenario.contextOf("elena", "europe");
  const shown = async (filter: InvitationFilter, now: Date) => {
    const input = {
      sort: "username",
      descending: false,
      search: "",
      after: null,
      before: null,
      filter,
    } as const;
    return (await listInvitations({ ctx, input, now })).rows.map(({ username, expiresAt, status }) => [
      username,
      expiresAt,
      status,
    ]);
  };
  expect(await shown("pending", new Date())).toEqual([
    ["grace", ends, "pending"],
    ["linus", ends, "pending"],
  ]);
  expect(await stateOf(scenario, linus.link, "linus")).toMatchObject({
    state: "ready",
    offer: { expiresAt: ends },
  });

  await letTimePass(scenario, "europe", "2 days");
  for (const person of ["grace", "linus"] as const) await runOut(scenario, person);
  expect(await shown("pending", new Date())).toEqual([]);
  expect(await shown("expired", new Date())).toMatchObject([
    ["grace", {}, "expired"],
    ["linus", {}, "expired"],
  ]);
  expect(await resendInvitations({ ctx, input: { invitationIds: [grace.invitationId] } })).toMatchObject([
    { outcome: "not-a-user-of-parent" },
  ]);
});

test("a waiting email isn't sent after the membership of the parent has ended", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", null);
  await scenario.invite("elena", "europe", ["grace"]);
  await runOut(scenario, "grace");
  const [row] = await db.execute<{ id: string }>(sql`
    select id from invitations where organization_id = ${scenario.organizations.europe.id} and status = 'pending'`);
  expect(await beginDelivery({ db, keys, invitationId: row?.id ?? "" })).toMatchObject({
    deferReason: "left-parent",
  });
});
