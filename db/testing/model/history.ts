import type { Database } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { seedGroup, seedScenario } from "@/db/testing/scenario";

/** Organizations into which one is invited from the one above, and whose administrator works there. */
const JOINABLE = { acme: "alex", europe: "elena", globex: "hank" } as const;
export type Joinable = keyof typeof JOINABLE;
export const ORGANIZATION_KEYS = ["acme", "europe", "globex"] as const;

export const INVITEES = ["grace", "linus"] as const;

export type History = Awaited<ReturnType<typeof beginHistory>>;

/** What deeds have answered, under the action by which the audit tells of them. */
type Tally = Map<string, number>;

/** A scenario of its own, with who acts in it, and what has been sent and answered so far. */
export async function beginHistory(db: Database) {
  const scenario = await seedScenario(db);
  const contexts = new Map<string, RequestContext>();
  const groups = new Map<Joinable, string[]>();
  for (const organization of ORGANIZATION_KEYS) {
    contexts.set(`${organization} itself`, await scenario.contextOf(JOINABLE[organization], organization));
    contexts.set(`${organization} from above`, await scenario.contextOf("ada", organization));
    const planted = [
      await seedGroup(db, scenario.organizations[organization].id, ["users.view"]),
      await seedGroup(db, scenario.organizations[organization].id, []),
    ];
    groups.set(
      organization,
      planted.map(({ id }) => id),
    );
  }
  const above = await scenario.contextOf("ada", "meridian");
  const links: SentLink[] = [];
  const tally: Tally = new Map();

  return {
    scenario,
    above,
    links,
    tally,
    context: (organization: Joinable, fromAbove: boolean) =>
      known(contexts.get(`${organization} ${fromAbove ? "from above" : "itself"}`)),
    groupIds: (organization: Joinable) => known(groups.get(organization)),
    count: (action: string, times = 1) => tally.set(action, (tally.get(action) ?? 0) + times),
  };
}

type SentLink = {
  readonly invitationId: string;
  readonly organization: Joinable;
  readonly invitee: string;
  readonly sending: number;
  readonly link: string;
};

function known<Thing>(thing: Thing | undefined): Thing {
  if (!thing) throw new Error("Each organization has its contexts and groups.");
  return thing;
}
