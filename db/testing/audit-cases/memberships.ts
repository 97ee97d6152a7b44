import { sql } from "drizzle-orm";
import { acceptInvitation } from "@/db/invitations/accept";
import { changeMembershipEnd } from "@/db/memberships/change-end";
import { endDueMemberships } from "@/db/memberships/end-due";
import { alex, idOf } from "./acting";
import type { AuditCases } from "./case";
import type { World } from "@/db/testing/scenario";

export const MEMBERSHIP_DEEDS: AuditCases = {
  changeMembershipEnd: {
    tells: "memberships.edit",
    deed: async (world) => {
      await joined(world);
      const ctx = await alex(world);
      const endsOn = new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10);
      return () => changeMembershipEnd({ ctx, input: { ...idOf(world, "grace"), endsOn } });
    },
  },
  endDueMemberships: {
    tells: "memberships.end",
    deed: async (world) => {
      await joined(world);
      await world.db.execute(sql`
        update memberships set ends_at = now() - interval '1 minute'
        where organization_id = ${world.places.acme.id} and user_id = ${world.userId("grace")}`);
      return () => endDueMemberships(world);
    },
    refused: "Nobody asks for it: the day does.",
  },
};

const DAY = 24 * 60 * 60 * 1000;

async function joined(world: World): Promise<void> {
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
}
