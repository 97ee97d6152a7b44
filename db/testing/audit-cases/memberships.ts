import { sql } from "drizzle-orm";
import { acceptInvitation } from "@/db/invitations/accept";
import { changeMembershipEnd } from "@/db/memberships/change-end";
import { endDueMemberships } from "@/db/memberships/end-due";
import type { Scenario } from "@/db/testing/scenario";
import { alex, idOf } from "./acting";
import type { AuditCases } from "./case";

export const MEMBERSHIP_AUDIT_CASES: AuditCases = {
  changeMembershipEnd: {
    command: changeMembershipEnd,
    action: "memberships.edit",
    arrange: async (scenario) => {
      await joinAcme(scenario);
      const ctx = await alex(scenario);
      const endsOn = new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10);
      return () => changeMembershipEnd({ ctx, input: { ...idOf(scenario, "grace"), endsOn } });
    },
  },
  endDueMemberships: {
    action: "memberships.end",
    arrange: async (scenario) => {
      await joinAcme(scenario);
      await scenario.db.execute(sql`
        update memberships set ends_at = now() - interval '1 minute'
        where organization_id = ${scenario.organizations.acme.id} and user_id = ${scenario.userId("grace")}`);
      return () => endDueMemberships(scenario);
    },
    refused: "No user runs it: memberships end on their last day.",
  },
};

const DAY = 24 * 60 * 60 * 1000;

async function joinAcme(scenario: Scenario): Promise<void> {
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
}
