import { sql } from "drizzle-orm";
import { beforeEach } from "vitest";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { getChildOrganization } from "@/db/organizations/get";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import { testDatabase } from "./database";
import { type Scenario, seedScenario } from "./scenario";
import { seedAccounts } from "./seed-accounts";

/** The users of the organization: two batches, and a part of the third. */
export const MANY = BATCH_SIZE * 2 + 200;

/** Before each test, gives Globex Retail many users and disables it. Its deletion takes several batches. */
export function testLargeDeletion() {
  const { db, url } = testDatabase();
  let scenario: Scenario;
  beforeEach(async () => {
    scenario = await seedScenario(db);
    await seedAccounts(db, scenario.organizations.globex.id, MANY - 1); // The other one is hank.
    await disableOrganization({ ctx: await ada(), input: globex() });
  });

  const ada = () => scenario.contextOf("ada", "meridian");
  const globex = () => ({ organizationId: scenario.organizations.globex.id });
  const start = async () =>
    deleteOrganization({ ctx: await ada(), input: { ...globex(), name: "Globex Retail" } });
  const getGlobex = async () => getChildOrganization({ ctx: await ada(), id: globex().organizationId });

  async function runningDeletion(): Promise<string> {
    const [bulkAction] = await db.execute<{ id: string }>(sql`
      select id from bulk_actions where target_organization_id = ${globex().organizationId} and state = 'running'`);
    return bulkAction?.id ?? "none";
  }

  async function usersLeft(): Promise<number> {
    const [row] = await db.execute<{ count: number }>(sql`
      select count(*)::int as count from users where managing_organization_id = ${globex().organizationId}`);
    return row?.count ?? 0;
  }

  return {
    db,
    url,
    ada,
    globex,
    start,
    getGlobex,
    runningDeletion,
    usersLeft,
    get scenario() {
      return scenario;
    },
  };
}
