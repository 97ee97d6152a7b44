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
import type { TreeScenario } from "../tree-scenario";

const ROOT = 1;
const BY_NAME = { sort: "name", descending: false } as const;

export const ORGANIZATIONS: readonly MeasuredPage[] = [
  { name: "overview", read: async (scenario) => getOverview(await scenario.open(BUSIEST)) },
  { name: "overview of the root", read: async (scenario) => getOverview(await scenario.open(ROOT)) },
  ...firstAndLast("organizations", readOrganizations, { sort: "name", descending: false }),
  ...searches("organizations", readOrganizations, "name", ["travel", "busy", "bu", "nothing"]),
  {
    name: "organization",
    read: async (scenario) => getChildOrganization({ ctx: await scenario.open(ROOT), id: scenario.id("o") }),
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
  { name: "home", read: (scenario) => readHome(scenario, scenario.everett) },
  {
    name: "account",
    read: async ({ db, lara }) => [
      await findMe({ db, session: lara }),
      await listActiveSessions({ db, session: lara }),
    ],
  },
  { name: "settings", read: async (scenario) => getSettings({ ctx: await scenario.open(BUSIEST) }) },
];

async function readOrganizations(scenario: TreeScenario, input: ListInput<OrganizationSort>) {
  return listOrganizations({ ctx: await scenario.open(ROOT), input });
}

function readMine(as: (scenario: TreeScenario) => Session) {
  return async (scenario: TreeScenario, input: ListInput<"name">) => {
    const place = await getMyOrganizations({
      db: scenario.db,
      session: as(scenario),
      input,
      requestedId: null,
    });
    if (!place) throw new Error("The session has ended.");
    return place.joined;
  };
}

async function readHome({ db }: TreeScenario, session: Session) {
  await findMe({ db, session });
  await searchSwitchableOrganizations({ db, session, search: "" });
}

function switching(whose: string, as: (scenario: TreeScenario) => Session): MeasuredPage[] {
  const visited = (scenario: TreeScenario) => [scenario.id("o"), scenario.id("o", 3)];
  return ["", "travel", "busy", "bu", "nothing"].map((search) => ({
    name: `switcher of an ${whose}, searched for “${search}”`.replace("an member", "a member"),
    read: (scenario) =>
      searchSwitchableOrganizations({
        db: scenario.db,
        session: as(scenario),
        search,
        visited: visited(scenario),
      }),
  }));
}
