import { BUSIEST } from "@/bench/seed/tree-sizes";
import type { ListInput } from "@/db/lists/keyset";
import { getChildOrganization } from "@/db/organizations/get";
import { listOrganizations, type OrganizationSort } from "@/db/organizations/list";
import { getMyOrganizations } from "@/db/organizations/my-organizations";
import { searchSwitchableOrganizations } from "@/db/organizations/search-switchable";
import { getOverview } from "@/db/overview/get";
import { listActiveSessions } from "@/db/sessions/list";
import type { Session } from "@/db/sessions/session";
import { getSettings } from "@/db/settings/get";
import { findMe } from "@/db/users/find-me";
import { firstAndLast, type MeasuredPage, searches } from "../page";
import type { Stage } from "../stage";

const ROOT = 1;
const BY_NAME = { sort: "name", descending: false } as const;

export const ORGANIZATIONS: readonly MeasuredPage[] = [
  { name: "overview", read: async (stage) => getOverview(await stage.open(BUSIEST)) },
  { name: "overview of the root", read: async (stage) => getOverview(await stage.open(ROOT)) },
  ...firstAndLast("organizations", readOrganizations, { sort: "name", descending: false }),
  ...searches("organizations", readOrganizations, "name", ["travel", "busy", "bu", "nothing"]),
  {
    name: "organization",
    read: async (stage) => getChildOrganization({ ctx: await stage.open(ROOT), id: stage.id("o") }),
  },
  ...switching("administrator", ({ lara }) => lara),
  ...switching("member everywhere", ({ everett }) => everett),
  ...firstAndLast(
    "my organizations",
    readMine(({ lara }) => lara),
    BY_NAME,
  ),
  ...firstAndLast(
    "my organizations, of a member everywhere",
    readMine(({ everett }) => everett),
    BY_NAME,
  ),
  ...searches(
    "my organizations, of a member everywhere",
    readMine(({ everett }) => everett),
    "name",
    ["travel", "busy", "bu", "nothing"],
  ),
  { name: "home", read: (stage) => readHome(stage, stage.everett) },
  {
    name: "account",
    read: async ({ db, lara }) => [
      await findMe({ db, session: lara }),
      await listActiveSessions({ db, session: lara }),
    ],
  },
  { name: "settings", read: async (stage) => getSettings({ ctx: await stage.open(BUSIEST) }) },
];

async function readOrganizations(stage: Stage, input: ListInput<OrganizationSort>) {
  return listOrganizations({ ctx: await stage.open(ROOT), input });
}

function readMine(as: (stage: Stage) => Session) {
  return async (stage: Stage, input: ListInput<"name">) => {
    const place = await getMyOrganizations({ db: stage.db, session: as(stage), input, askedFor: null });
    if (!place) throw new Error("The session has ended.");
    return place.joined;
  };
}

async function readHome({ db }: Stage, session: Session) {
  await findMe({ db, session });
  await searchSwitchableOrganizations({ db, session, search: "" });
}

function switching(whose: string, as: (stage: Stage) => Session): MeasuredPage[] {
  const visited = (stage: Stage) => [stage.id("o"), stage.id("o", 3)];
  return ["", "travel", "busy", "bu", "nothing"].map((search) => ({
    name: `switcher of an ${whose}, searched for “${search}”`.replace("an member", "a member"),
    read: (stage) =>
      searchSwitchableOrganizations({ db: stage.db, session: as(stage), search, visited: visited(stage) }),
  }));
}
