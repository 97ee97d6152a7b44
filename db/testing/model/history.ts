import type { Database } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { seedGroup, seedScenario } from "@/db/testing/scenario";

/** The organizations that invite users, with their administrators. */
const ADMINISTRATORS = { acme: "alex", europe: "elena", globex: "hank" } as const;
export type OrganizationName = keyof typeof ADMINISTRATORS;
export const ORGANIZATION_NAMES = ["acme", "europe", "globex"] as const;

export const INVITEES = ["grace", "linus"] as const;

/** A scenario of its own, and what commands have done in it so far. */
export type History = Awaited<ReturnType<typeof beginHistory>>;

export async function beginHistory(db: Database) {
  const scenario = await seedScenario(db);
  const contexts = new Map<string, RequestContext>();
  const groups = new Map<OrganizationName, string[]>();
  for (const organization of ORGANIZATION_NAMES) {
    contexts.set(organization, await scenario.contextOf(ADMINISTRATORS[organization], organization));
    contexts.set(`${organization} by root`, await scenario.contextOf("ada", organization));
    const { id } = scenario.organizations[organization];
    const seeded = [await seedGroup(db, id, ["users.view"]), await seedGroup(db, id, [])];
    groups.set(
      organization,
      seeded.map((group) => group.id),
    );
  }
  const links: SentLink[] = [];
  /** The number of changes that commands have reported, by audit action. */
  const counts = new Map<string, number>();

  return {
    scenario,
    rootContext: await scenario.contextOf("ada", "meridian"),
    links,
    counts,
    context: (organization: OrganizationName, byRoot: boolean) =>
      required(contexts.get(byRoot ? `${organization} by root` : organization)),
    groupIds: (organization: OrganizationName) => required(groups.get(organization)),
    count: (action: string, times = 1) => counts.set(action, (counts.get(action) ?? 0) + times),
  };
}

type SentLink = {
  readonly invitationId: string;
  readonly organization: OrganizationName;
  readonly invitee: string;
  readonly sending: number;
  readonly link: string;
};

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("This organization has no contexts or groups.");
  return value;
}
