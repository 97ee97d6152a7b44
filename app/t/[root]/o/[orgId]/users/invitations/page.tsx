import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardInvitationsPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { type Matching, ResendExpired } from "@/components/invitations/change-matching";
import { InvitationsFilter } from "@/components/invitations/invitations-filter";
import { InvitationsTable } from "@/components/invitations/invitations-table";
import { SendingEmails } from "@/components/invitations/sending-emails";
import { InviteButton } from "@/components/invite/invite-button";
import { ButtonLink } from "@/components/ui/button-link";
import { listHref } from "@/components/ui/list-url";
import { ListView } from "@/components/ui/list-view";
import { countMatching } from "@/db/bulk-actions/start-matching";
import { countInvitations } from "@/db/invitations/count";
import { INVITATION_FILTERS, INVITATION_SORTS, listInvitations } from "@/db/invitations/list";
import { can, type RequestContext } from "@/db/request-context";
import { waysToAddUsers } from "../add-user";
import { deleteMatchingAction, resendMatchingAction } from "../bulk-actions/actions";
import { userTabs } from "../tabs";
import { deleteInvitationsAction, resendInvitationsAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invitations.list");
  return { title: t("pageTitle") };
}

type InvitationsPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default withNotFoundPage(InvitationsPage);

async function InvitationsPage({ params, searchParams }: InvitationsPageProps) {
  const ctx = await guardInvitationsPage(params, "invitations.view");
  const t = await getTranslations("invitations.list");
  const scope = scopeOf(ctx);
  const path = consolePath(scope, "/users/invitations");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("-sent", INVITATION_SORTS),
    ["status"],
  );
  const filter = INVITATION_FILTERS.find((known) => known === address.params.status) ?? "all";
  const [invitations, counts, ways] = await Promise.all([
    listInvitations({ ctx, input: { ...input, filter }, now: new Date() }),
    countInvitations(ctx),
    waysToAddUsers(ctx),
  ]);
  const more = invitations.previous !== null || invitations.next !== null;
  const matching = more ? await matchingOf(ctx, { filter, search: input.search }) : null;
  const expired =
    counts.expired.count > 0 && (filter === "all" || filter === "expired")
      ? await matchingOf(ctx, { filter: "expired", search: input.search })
      : null;
  return (
    <ConsolePage
      ctx={ctx}
      current="users"
      namespaces={["email-errors", "invitations", "invite", "users"]}
      title={t("title")}
      breadcrumbs={[{ label: t("pageTitle") }]}
      tabs={await userTabs(ctx, "invitations")}
      actions={ways.actions}
      provide={ways.provide}
    >
      <SendingEmails
        rows={invitations.rows.map(({ id, name, status, delivery }) => ({ id, name, status, delivery }))}
        href={listHref(address, { after: input.after ?? undefined, before: input.before ?? undefined })}
      />
      <ListView
        label={t("label")}
        noun="invitation"
        address={address}
        page={invitations}
        filter={<InvitationsFilter address={address} counts={counts} />}
        filterValue={filter === "all" ? undefined : t(`filter.${filter}`)}
        actions={expired && <ResendExpired {...expired} />}
        moreActions={
          <ButtonLink href={listHref({ ...address, path: `${path}/export` }, {})} download>
            {t("exportCsv")}
          </ButtonLink>
        }
        empty={{ title: t("empty.title"), hint: t("empty.hint"), action: ways.canInvite && <InviteButton /> }}
        narrowed={input.search !== "" || filter !== "all"}
        noMatches={filter === "all" ? undefined : t(`emptyFilter.${filter}`)}
      >
        <InvitationsTable
          rows={invitations.rows.map((row) => ({
            ...row,
            href: `${path}/${row.id}`,
            isInviter: row.inviterId === ctx.actor.id,
          }))}
          address={address}
          defaultSort={defaultSort}
          resend={can(ctx, "invitations.send") ? resendInvitationsAction.bind(null, scope) : null}
          deleteInvitations={
            can(ctx, "invitations.delete") ? deleteInvitationsAction.bind(null, scope) : null
          }
          matching={matching}
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
