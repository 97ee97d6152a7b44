import type { Metadata } from "next";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import type { Matching } from "@/components/invitations/all-matching";
import { InvitationsTable } from "@/components/invitations/invitations-table";
import { ListFilter } from "@/components/ui/list-filter";
import { ListView } from "@/components/ui/list-view";
import { countMatching } from "@/db/bulk-actions/start-matching";
import { INVITATION_FILTERS, INVITATION_SORTS, listInvitations } from "@/db/invitations/list";
import { can, type RequestContext } from "@/db/request-context";
import { AddUser } from "../add-user";
import { deleteMatchingAction, resendMatchingAction } from "../bulk-actions/actions";
import { userTabs } from "../tabs";
import { deleteInvitationsAction, resendInvitationsAction } from "./actions";

export const metadata: Metadata = { title: "Invitations" };

type InvitationsPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default async function InvitationsPage({ params, searchParams }: InvitationsPageProps) {
  const ctx = await guardPage(params, "invitations.view");
  const scope = scopeOf(ctx);
  const path = consolePath(scope, "/users/invitations");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("-sent", INVITATION_SORTS),
  );
  const filter = INVITATION_FILTERS.find((known) => known === address.params.status) ?? "all";
  const invitations = await listInvitations({ ctx, input: { ...input, filter }, now: new Date() });
  const more = invitations.previous !== null || invitations.next !== null;
  return (
    <ConsolePage
      ctx={ctx}
      current="Users"
      title="Users"
      tabs={userTabs(ctx, "Invitations")}
      actions={<AddUser ctx={ctx} />}
    >
      <ListView
        label="Invitations"
        noun="invitation"
        address={address}
        page={invitations}
        filter={<ListFilter address={address} label="Status" param="status" choices={CHOICES} />}
        empty={{
          title: "Nobody is invited yet",
          hint: "Whom you invite shows here, with what became of it.",
        }}
        narrowed={input.search !== "" || filter !== "all"}
      >
        <InvitationsTable
          rows={invitations.rows.map((row) => ({ ...row, href: `${path}/${row.id}` }))}
          address={address}
          defaultSort={defaultSort}
          resend={can(ctx, "invitations.send") ? resendInvitationsAction.bind(null, scope) : null}
          deleteInvitations={
            can(ctx, "invitations.delete") ? deleteInvitationsAction.bind(null, scope) : null
          }
          matching={more ? await matchingOf(ctx, { filter, search: input.search }) : null}
        />
      </ListView>
    </ConsolePage>
  );
}

/** What the viewer can do with all invitations that match the filter, on every page of the list. */
async function matchingOf(ctx: RequestContext, view: Matching["view"]): Promise<Matching> {
  const scope = scopeOf(ctx);
  return {
    view,
    count: await countMatching(ctx, view),
    resendAll: can(ctx, "invitations.send") ? resendMatchingAction.bind(null, scope) : null,
    deleteAll: can(ctx, "invitations.delete") ? deleteMatchingAction.bind(null, scope) : null,
    bulkActionsHref: consolePath(scope, "/users/bulk-actions"),
  };
}

const CHOICES = INVITATION_FILTERS.map((filter) => ({
  value: filter === "all" ? "" : filter,
  label: filter === "asked" ? "New link asked" : filter.replace(/^./, (first) => first.toUpperCase()),
}));
