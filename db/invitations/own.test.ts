import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { auditOf, letTimePass, membershipOf, stateOf } from "@/db/testing/queries";
import { type Person, type Scenario, seedScenario } from "@/db/testing/scenario";
import { acceptInvitation } from "./accept";
import { declineInvitation } from "./decline";
import { deleteInvitations } from "./delete";
import { emailInvitationAgain } from "./email-again";
import { listOwnInvitations } from "./list-own";
import { requestNewLink } from "./request-new-link";
import { InvitationClosed } from "./respond";

const { db } = testDatabase();
const address = "192.0.2.1";

describe("a signed-in invitee, without the link", () => {
  test("sees their invitations with groups and expiry, and no link", async () => {
    const scenario = await seedScenario(db);
    const { administratorsGroupId } = scenario.organizations.acme;
    const { link, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace", [
      administratorsGroupId,
    ]);
    await scenario.invite("hank", "globex", ["grace"]); // its email hasn't been sent
    const own = await listFor(scenario, "grace");
    expect(own).toMatchObject([
      { state: "sending", offer: { organization: { name: "Globex Retail" } } },
      {
        state: "open",
        id: invitationId,
        offer: { organization: { name: "Acme Travel" }, groups: [{ grantStatus: "granted" }] },
      },
    ]);
    expect(JSON.stringify(own)).not.toContain(link);
    expect(await listFor(scenario, "linus")).toEqual([]);
  });

  test("sees no invitation that ended, expired long ago, or is from an inactive organization", async () => {
    const scenario = await seedScenario(db);
    const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await scenario.inviteAndDeliver("hank", "globex", "grace");
    await db.execute(sql`
      update organizations set disabled_at = now() where id = ${scenario.organizations.globex.id}`);
    expect(await listFor(scenario, "grace")).toMatchObject([{ id: invitationId, state: "open" }]);
    await letTimePass(scenario, "acme", "5 days");
    expect(await listFor(scenario, "grace")).toMatchObject([{ id: invitationId, state: "expired" }]);
    await letTimePass(scenario, "acme", "30 days");
    expect(await listFor(scenario, "grace")).toEqual([]);
  });

  test("sees 20 invitations at most, each with 10 groups, because others decide how many there are", async () => {
    const scenario = await seedScenario(db);
    await inviteIntoMany(scenario, "sam", { organizations: 25, groups: 100 });
    const session = await scenario.session("sam");
    const own = await listOwnInvitations({ db, session });
    expect(own).toMatchObject({ hasMore: true, invitations: { length: 20 } });
    expect(own.invitations[0]).toMatchObject({ offer: { groups: { length: 10 }, moreGroups: 90 } });
    expect(JSON.stringify(own).length).toBeLessThan(100_000);
  });

  test("accepts and declines", async () => {
    const scenario = await seedScenario(db);
    const [acme, globex] = [
      await scenario.inviteAndDeliver("alex", "acme", "grace"),
      await scenario.inviteAndDeliver("hank", "globex", "grace"),
    ];
    await acceptInvitation(await byId(scenario, "grace", acme.invitationId));
    expect(await membershipOf(scenario, "grace")).toMatchObject({ origin: "invited" });
    await declineInvitation(await byId(scenario, "grace", globex.invitationId));
    expect(await stateOf(scenario, globex.link, "grace")).toMatchObject({ state: "declined" });
  });

  test.each(["linus", "alex"] as const)(
    "%s can't respond to it by its id, and the attempt records nothing",
    async (person) => {
      const scenario = await seedScenario(db);
      const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
      const response = await byId(scenario, person, invitationId);
      await expect(acceptInvitation(response)).rejects.toThrow(InvitationClosed);
      await expect(declineInvitation(response)).rejects.toThrow(InvitationClosed);
      await expect(emailInvitationAgain(response)).rejects.toThrow(InvitationClosed);
      await requestNewLink(response);
      for (const action of ["accept", "decline", "resend", "ask"]) {
        expect(await auditOf(scenario, "acme", `invitations.${action}`)).toEqual([]);
      }
      expect(await membershipOf(scenario, person === "linus" ? "linus" : "grace")).toBeUndefined();
    },
  );

  test.each(["expired", "deleted", "not sent"])("can't accept one that is %s", async (state) => {
    const scenario = await seedScenario(db);
    const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    if (state === "expired") await letTimePass(scenario, "acme", "5 days");
    if (state === "deleted") {
      const ctx = await scenario.contextOf("alex", "acme");
      await deleteInvitations({ ctx, input: { invitationIds: [invitationId] } });
    }
    if (state === "not sent") {
      await db.execute(sql`update invitations set expires_at = null where id = ${invitationId}`);
    }
    const response = await byId(scenario, "grace", invitationId);
    await expect(acceptInvitation(response)).rejects.toThrow(InvitationClosed);
    expect(await membershipOf(scenario, "grace")).toBeUndefined();
  });

  test.each(["", "nonsense", null, {}, "5eed0000-0000-4000-8000-00000000ffff"])(
    "gets the same refusal for the id %j",
    async (invitationId) => {
      const scenario = await seedScenario(db);
      const response = { db, session: await scenario.session("grace"), address, invitationId };
      for (const command of [acceptInvitation, declineInvitation, emailInvitationAgain]) {
        await expect(command(response)).rejects.toThrow(InvitationClosed);
      }
    },
  );

  test("asks for a new link after it has expired", async () => {
    const scenario = await seedScenario(db);
    const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await letTimePass(scenario, "acme", "5 days");
    await requestNewLink(await byId(scenario, "grace", invitationId));
    expect(await auditOf(scenario, "acme", "invitations.request-new-link")).toHaveLength(1);
    expect(await listFor(scenario, "grace")).toMatchObject([{ newLinkRequestedAt: expect.any(Date) }]);
  });
});

async function listFor(scenario: Scenario, person: Person) {
  const { invitations } = await listOwnInvitations({ db, session: await scenario.session(person) });
  return invitations;
}

async function byId(scenario: Scenario, person: Person, invitationId: string) {
  return { db, session: await scenario.session(person), invitationId, address };
}

/** Invites a user of Acme into new child organizations and all of their groups, which have long names. */
async function inviteIntoMany(
  { organizations: { acme, meridian }, userId }: Scenario,
  person: Person,
  count: { organizations: number; groups: number },
) {
  await db.execute(sql`
    with child as (
      insert into organizations (id, name, path)
      select id, 'Child', array[${meridian.id}, ${acme.id}, id]::uuid[]
      from (select gen_random_uuid() as id from generate_series(1, ${count.organizations}::int)) as new
      returning id
    ),
    new_groups as (
      insert into groups (organization_id, name)
      select child.id, rpad(n::text, 120, 'x') from child, generate_series(1, ${count.groups}::int) as n
      returning organization_id, id, name
    ),
    invited as (
      insert into invitations (
        organization_id, parent_organization_id, root_id, user_id, username, name, search, inviter_id, request_id,
        lifetime_hours, expires_at
      )
      select child.id, ${acme.id}, ${meridian.id}, u.id, u.username, u.name, u.search, ${userId("alex")}, gen_random_uuid(), 72,
        now() + interval '3 days'
      from child, users u
      where u.id = ${userId(person)}
      returning id, organization_id
    )
    insert into invitation_groups (organization_id, invitation_id, group_id, group_name)
    select organization_id, invited.id, g.id, g.name
    from invited
    join new_groups g using (organization_id)`);
}
