import { BUSIEST } from "@/bench/seed/tree-sizes";
import { listGroupChoices } from "@/db/groups/queries";
import { findInvitationByLink } from "@/db/invitations/find-by-link";
import { getInvitation } from "@/db/invitations/get";
import {
  INVITATION_FILTERS,
  INVITATION_SORTS,
  type InvitationFilter,
  type InvitationSort,
  listInvitations,
} from "@/db/invitations/list";
import type { ListInput } from "@/db/lists/keyset";
import { BOTH_WAYS, firstAndLast, inWords, type MeasuredPage, searches } from "../page";
import type { TreeScenario } from "../tree-scenario";
import { readAddUser } from "./users";

export const INVITATIONS: readonly MeasuredPage[] = [
  ...INVITATION_FILTERS.flatMap((filter) =>
    INVITATION_SORTS.flatMap((sort) =>
      BOTH_WAYS.flatMap((descending) =>
        firstAndLast(`invitations, ${filter} ${inWords(sort, descending)}`, readFiltered(filter), {
          sort,
          descending,
        }),
      ),
    ),
  ),
  ...(["all", "pending"] as const).flatMap((filter) =>
    searches(`invitations, ${filter}`, readFiltered(filter), "sent", [
      "example",
      "ada",
      "da",
      "nobody at all",
    ]),
  ),
  { name: "invitation", read: readOne },
  {
    name: "acceptance page",
    read: ({ db, link }) => findInvitationByLink({ db, session: null, link, now: new Date() }),
  },
];

function readFiltered(filter: InvitationFilter) {
  return async (scenario: TreeScenario, input: ListInput<InvitationSort>) => {
    const ctx = await scenario.open(BUSIEST);
    const invitations = await listInvitations({ ctx, input: { ...input, filter }, now: new Date() });
    await readAddUser(ctx);
    return invitations;
  };
}

async function readOne(scenario: TreeScenario) {
  const ctx = await scenario.open(BUSIEST);
  await getInvitation({ ctx, invitationId: scenario.id("i1"), now: new Date() });
  await listGroupChoices({ ctx, search: "" });
}
