import { findContext } from "@/db/access/find-context";
import { compare, type Figure, medianTimeOf } from "./measure";
import { type Scenario, seedChild } from "./scenario";

const TIMES = 500;

/** Rights and context of a request, beside the same facts read with bare SQL. */
export async function benchContext(scenario: Scenario): Promise<Figure[]> {
  const { id, ctx } = await seedChild(scenario);
  const session = await sessionOfActor(scenario, ctx.actor.id);
  const call = { db: scenario.db, session, root: scenario.handle, organizationId: id, address: "192.0.2.1" };
  const { ours, floor } = await compare(
    () => medianTimeOf(TIMES, () => findContext(call)),
    () => medianTimeOf(TIMES, () => findBare(scenario, id, session)),
  );
  return [{ work: "rights and context of a request", unit: "ms", ours, floor, wanted: { atMost: 1.5 } }];
}

async function sessionOfActor({ bare }: Scenario, userId: string) {
  const { rows } = await bare.query("insert into sessions (user_id, address) values ($1, 'x') returning id", [
    userId,
  ]);
  return { id: String(rows[0].id), userId };
}

/** The user, the organization, its ancestors, and the rights from the user's groups along the path. */
async function findBare({ bare, handle }: Scenario, id: string, session: { id: string; userId: string }) {
  await bare.query({
    name: "context",
    text: `
      select u.id, u.username, u.name, u.email, managing.name as managed_by, o.id, o.name, o.path, o.invitation_lifetime_hours,
        (select json_agg(json_build_object('id', a.id, 'name', a.name, 'disabled', a.disabled_at) order by cardinality(a.path))
          from organizations a where a.id = any(o.path)) as above,
        (select json_agg(json_build_object(
            'organization', mg.organization_id, 'administrator', r.is_administrator, 'permissions', r.permissions))
          from membership_groups mg
          join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
          join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
          where mg.user_id = u.id and mg.organization_id = any(o.path)) as rights
      from sessions s
      join users u on u.id = s.user_id and u.disabled_at is null
      join organizations managing on managing.id = u.managing_organization_id
      join organizations o on o.id = $2
      join organizations root on root.id = o.root_id and root.handle = $3
      where s.id = $1`,
    values: [session.id, id, handle],
  });
}
