import type { Database } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { plantGroup, plantWorld } from "@/db/testing/scenario";

/** Organizations into which one is invited from the one above, and whose administrator works there. */
const JOINABLE = { acme: "alex", europe: "elena", globex: "hank" } as const;
export type Joinable = keyof typeof JOINABLE;
export const ORGANIZATION_KEYS = ["acme", "europe", "globex"] as const;

export const INVITEES = ["grace", "linus"] as const;

export type History = Awaited<ReturnType<typeof beginHistory>>;

/** What deeds have answered, under the action by which the audit tells of them. */
type Tally = Map<string, number>;

/** A world of its own, with who acts in it, and what has been sent and answered so far. */
export async function beginHistory(db: Database) {
  const world = await plantWorld(db);
  const contexts = new Map<string, RequestContext>();
  const groups = new Map<Joinable, string[]>();
  for (const place of ORGANIZATION_KEYS) {
    contexts.set(`${place} itself`, await world.as(JOINABLE[place], place));
    contexts.set(`${place} from above`, await world.as("ada", place));
    const planted = [
      await plantGroup(db, world.places[place].id, ["users.view"]),
      await plantGroup(db, world.places[place].id, []),
    ];
    groups.set(
      place,
      planted.map(({ id }) => id),
    );
  }
  const above = await world.as("ada", "meridian");
  const links: SentLink[] = [];
  const tally: Tally = new Map();

  return {
    world,
    above,
    links,
    tally,
    context: (place: Joinable, fromAbove: boolean) =>
      known(contexts.get(`${place} ${fromAbove ? "from above" : "itself"}`)),
    groupIds: (place: Joinable) => known(groups.get(place)),
    count: (action: string, times = 1) => tally.set(action, (tally.get(action) ?? 0) + times),
  };
}

type SentLink = {
  readonly invitationId: string;
  readonly place: Joinable;
  readonly invitee: string;
  readonly sending: number;
  readonly link: string;
};

function known<Thing>(thing: Thing | undefined): Thing {
  if (!thing) throw new Error("Each place has its contexts and groups.");
  return thing;
}
