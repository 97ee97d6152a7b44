import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Forbidden, NotFound } from "@/db/errors";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { letTimePass, stateOf } from "@/db/testing/queries";
import { addToGroup, type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { acceptInvitation } from "./accept";
import { declineInvitation } from "./decline";
import { beginDelivery } from "./deliver";
import { resendInvitations } from "./resend";

const { db } = testDatabase();

describe("resending is refused", () => {
  test("without the permission", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const inviting = await seedGroup(db, acme.id, ["invitations.create", "invitations.view"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), inviting.id);
    const { link, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await letTimePass(scenario, "acme", "1 hour");
    await expect(resend(scenario, "sam", [invitationId])).rejects.toThrow(Forbidden);
    expect(await stateOf(scenario, link, "grace")).toMatchObject({ state: "ready" });
  });

  test("for an invitation of another organization, as for one that doesn't exist", async () => {
    const scenario = await seedScenario(db);
    const { link, invitationId } = await scenario.inviteAndDeliver("hank", "globex", "grace");
    await expect(resend(scenario, "alex", [invitationId])).rejects.toThrow(NotFound);
    expect(await stateOf(scenario, link, "grace")).toMatchObject({ state: "ready" });
  });

  test("while the organization is inactive", async () => {
    const scenario = await seedScenario(db);
    const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await letTimePass(scenario, "acme", "1 hour");
    const ctx = await scenario.contextOf("alex", "acme");
    await db.execute(
      sql`update organizations set disabled_at = now() where id = ${scenario.organizations.meridian.id}`,
    );
    await expect(resendInvitations({ ctx, input: { invitationIds: [invitationId] } })).rejects.toThrow(
      "Acme Travel is inactive.",
    );
  });

  test.each(["accepted", "declined"] as const)("once it is %s", async (ended) => {
    const scenario = await seedScenario(db);
    const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await letTimePass(scenario, "acme", "1 hour");
    await (ended === "accepted" ? acceptInvitation(response) : declineInvitation(response));
    expect(await resend(scenario, "alex", [invitationId])).toMatchObject([{ outcome: "ended" }]);
    expect(await beginDelivery({ db, keys, invitationId })).toBeNull();
  });

  test("to a disabled account", async () => {
    const scenario = await seedScenario(db);
    const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await letTimePass(scenario, "acme", "1 hour");
    await db.execute(sql`update users set disabled_at = now() where id = ${scenario.userId("grace")}`);
    expect(await resend(scenario, "alex", [invitationId])).toMatchObject([{ outcome: "account-disabled" }]);
  });
});

async function resend(scenario: Scenario, by: Person, invitationIds: string[]) {
  return await resendInvitations({ ctx: await scenario.contextOf(by, "acme"), input: { invitationIds } });
}
