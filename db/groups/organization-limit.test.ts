import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Conflict } from "@/db/errors";
import { createGroup } from "@/db/groups/create";
import type { RequestContext } from "@/db/request-context";
import { createRole } from "@/db/roles/create";
import { testDatabase } from "@/db/testing/database";
import { race } from "@/db/testing/race";
import { seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

const NOUNS = {
  roles: {
    limit: 500,
    message: "An organization can have up to 500 roles. Delete one that isn't needed, then try again.",
    create: (ctx: RequestContext) => createRole({ ctx, input: { name: randomUUID(), permissions: [] } }),
  },
  groups: {
    limit: 5000,
    message: "An organization can have up to 5,000 groups. Delete one that isn't needed, then try again.",
    create: (ctx: RequestContext) =>
      createGroup({ ctx, input: { name: randomUUID(), description: "", roleIds: [] } }),
  },
};

test.each(Object.entries(NOUNS))(
  "an organization has a limit of %s, even if two are created at the same time",
  async (noun, { limit, message, create }) => {
    const scenario = await seedScenario(db);
    const here = scenario.organizations.acme.id;
    const table = sql.identifier(noun);
    await db.execute(sql`
      insert into ${table} (organization_id, name)
      select ${here}, 'Seed ' || n
      from generate_series(1, ${limit} - 1 - (select count(*) from ${table} where organization_id = ${here})) n`);
    const ctx = await scenario.contextOf("alex", "acme");
    const results = await race(db, [() => create(ctx), () => create(ctx)]);
    expect(results).toMatchObject([{ status: "fulfilled" }, { reason: expect.any(Conflict) }]);
    await expect(create(ctx)).rejects.toThrow(message);
    await create(await scenario.contextOf("hank", "globex"));
  },
);
