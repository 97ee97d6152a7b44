import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { readListParams, type SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardInvitationsPage, orNotFound } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { CancelBulkAction, StartBulkAction } from "@/components/bulk-actions/bulk-action-controls";
import { BulkActionRowsTable } from "@/components/bulk-actions/bulk-action-rows-table";
import { BulkActionStatus } from "@/components/bulk-actions/bulk-action-status";
import { bulkActionTitle, countRetryable } from "@/components/bulk-actions/bulk-action-text";
import { DiscardDraft } from "@/components/bulk-actions/discard-draft";
import { OutcomeFilter } from "@/components/bulk-actions/outcome-filter";
import { RetryInvitations } from "@/components/bulk-actions/retry-invitations";
import { ButtonLink } from "@/components/ui/button-link";
import { listHref } from "@/components/ui/list-url";
import { ListView } from "@/components/ui/list-view";
import { NavLink } from "@/components/ui/nav-link";
import { REQUIRED_PERMISSION } from "@/db/bulk-actions/bulk-action";
import { getBulkAction } from "@/db/bulk-actions/get";
import { BULK_ACTION_ROW_SORTS, listBulkActionRows, readRowFilter } from "@/db/bulk-actions/list-rows";
import type { BulkActionKind } from "@/db/bulk-actions/types";
import { can } from "@/db/request-context";
import { cancelBulkActionAction, discardDraftAction, startBulkActionAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("bulk-actions.page");
  return { title: t("pageTitle") };
}

type BulkActionPageProps = { params: Promise<Scope & { bulkActionId: string }>; searchParams: SearchParams };

export default withNotFoundPage(BulkActionPage);

async function BulkActionPage({ params, searchParams }: BulkActionPageProps) {
  const ctx = await guardInvitationsPage(params);
  const { bulkActionId } = await params;
  const bulkAction = await orNotFound(getBulkAction({ ctx, bulkActionId }));
  const t = await getTranslations();
  const scope = scopeOf(ctx);
  const path = consolePath(scope, `/users/bulk-actions/${bulkAction.id}`);
  const { input, address } = await readListParams(path, searchParams, BULK_ACTION_ROW_SORTS, ["outcome"]);
  const filter = readRowFilter(address.params.outcome);
  const rows = await listBulkActionRows({ ctx, bulkActionId: bulkAction.id, input: { ...input, filter } });
  const parentName = ctx.organization.parent?.name ?? t("bulk-actions.page.parent");
  const draft = bulkAction.state === "draft";
  const retryable = bulkAction.own && can(ctx, "invitations.create") ? countRetryable(bulkAction) : 0;
  const hrefOf = (id: string | null) =>
    id && can(ctx, "invitations.view") ? consolePath(scope, `/users/invitations/${id}`) : null;
  return (
    <ConsolePage
      ctx={ctx}
      current="users"
      title={bulkActionTitle(t, bulkAction)}
      breadcrumbs={[
        { label: t("users.tabs.bulk-actions"), href: consolePath(scope, "/users/bulk-actions") },
        { label: bulkActionTitle(t, bulkAction) },
      ]}
      actions={
        <>
          {!draft && can(ctx, "invitations.view") && (
            <ButtonLink
              href={consolePath(scope, INVITATIONS[bulkAction.kind])}
              variant={retryable > 0 ? "outline" : "primary"}
            >
              {t("bulk-actions.page.viewInvitations")}
            </ButtonLink>
          )}
          <ButtonLink href={listHref({ ...address, path: `${path}/export` }, {})} download>
            {t("bulk-actions.page.download")}
          </ButtonLink>
        </>
      }
    >
      {draft && (
        <NavLink
          href={consolePath(scope, `/users/bulk-invite?draft=${bulkAction.id}`)}
          className="link self-start"
        >
          {t("bulk-actions.page.backToDraft")}
        </NavLink>
      )}
      <BulkActionStatus bulkAction={bulkAction} href={path}>
        {retryable > 0 && (
          <RetryInvitations
            count={retryable}
            href={consolePath(scope, `/users/bulk-invite?draft=${bulkAction.id}`)}
          />
        )}
      </BulkActionStatus>
      {bulkAction.state === "running" && can(ctx, REQUIRED_PERMISSION[bulkAction.kind]) && (
        <CancelBulkAction bulkActionId={bulkAction.id} action={cancelBulkActionAction.bind(null, scope)} />
      )}
      {draft && can(ctx, "invitations.create") && (
        <div className="flex flex-wrap items-center gap-2">
          <StartBulkAction bulkAction={bulkAction} action={startBulkActionAction.bind(null, scope)} />
          <DiscardDraft
            action={discardDraftAction.bind(null, scope, { bulkActionId: bulkAction.id })}
            redirectTo={consolePath(scope, "/users/bulk-actions")}
          />
        </div>
      )}
      <ListView
        label={t("bulk-actions.rows.label")}
        noun="username"
        address={address}
        page={rows}
        summary={<OutcomeFilter bulkAction={bulkAction} address={address} parentName={parentName} />}
        empty={{ title: t("bulk-actions.rows.empty") }}
        narrowed={input.search !== "" || filter !== null}
      >
        <BulkActionRowsTable
          rows={rows.rows.map((row) => ({ ...row, href: hrefOf(row.invitationId) }))}
          parentName={parentName}
          isPreview={draft}
          withGroups={bulkAction.kind === "invite"}
        />
      </ListView>
    </ConsolePage>
  );
}

/** Where the invitations of each kind are. */
const INVITATIONS = {
  invite: "/users/invitations",
  resend: "/users/invitations",
  delete: "/users/invitations?status=deleted",
} as const satisfies Record<BulkActionKind, string>;
