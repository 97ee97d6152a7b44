import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { declineInvitation } from "@/db/invitations/decline";
import { invitations, organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { auditOf, letTimePass } from "@/db/testing/queries";
import { seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

test.each([
  ["too long", "x".repeat(5000), "x".repeat(300)],
  ["longer in its normal form", "\u0958".repeat(300), "\u0915\u093c".repeat(150)],
  ["cut within a character of two halves", `${"x".repeat(299)}😀`, "x".repeat(299)],
  ["blank", " \n\t ", null],
])("a reason that is %s declines all the same", async (_, reason, kept) => {
  const scenario = await seedScenario(db);
  const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await declineInvitation({ ...response, reason });
  const [row] = await db.select().from(invitations).where(eq(invitations.id, invitationId));
  expect(row).toMatchObject({ status: "declined", declineReason: kept });
  const [event] = await auditOf(scenario, "acme", "invitations.decline");
  expect(event?.details).toEqual(kept === null ? {} : { declineReason: kept });
});

test("the audit log has a code for the reason why an invitation couldn't be accepted or declined", async () => {
  const scenario = await seedScenario(db);
  const refusals = async () =>
    (await auditOf(scenario, "acme", "invitations.decline"))
      .filter(({ outcome }) => outcome === "refused")
      .map(({ actorName, details }) => [actorName, details.reason]);
  const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await expect(
    declineInvitation({ ...response, session: await scenario.session("linus") }),
  ).rejects.toThrow();
  await letTimePass(scenario, "acme", "4 days");
  await expect(declineInvitation(response)).rejects.toThrow();
  const { acme } = scenario.organizations;
  const { response: second } = await scenario.inviteAndDeliver("alex", "acme", "margaret");
  await db.update(organizations).set({ disabledAt: new Date() }).where(eq(organizations.id, acme.id));
  await expect(declineInvitation(second)).rejects.toThrow();
  await db.update(organizations).set({ disabledAt: null }).where(eq(organizations.id, acme.id));
  await declineInvitation(second);
  await expect(declineInvitation(second)).rejects.toThrow();
  expect(await refusals()).toEqual([
    ["linus", { code: "invitation-closed", closed: "other-account" }],
    ["grace", { code: "invitation-closed", closed: "expired" }],
    ["margaret", { code: "invitation-closed", closed: "inactive" }],
    ["margaret", { code: "invitation-closed", closed: "ended" }],
  ]);
});
