import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardInvitationsPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { BulkActionsTable } from "@/components/bulk-actions/bulk-actions-table";
import { ButtonLink } from "@/components/ui/button-link";
import { ListView } from "@/components/ui/list-view";
import { BULK_ACTION_SORTS, canViewBulkActions, listBulkActions } from "@/db/bulk-actions/list";
import { can } from "@/db/request-context";
import { waysToAddUsers } from "../add-user";
import { userTabs } from "../tabs";
import { discardDraftAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("bulk-actions.list");
  return { title: t("pageTitle") };
}

type BulkActionsPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default withNotFoundPage(BulkActionsPage);

async function BulkActionsPage({ params, searchParams }: BulkActionsPageProps) {
  const ctx = await guardInvitationsPage(params);
  if (!canViewBulkActions(ctx)) notFound();
  const t = await getTranslations("bulk-actions.list");
  const path = consolePath(scopeOf(ctx), "/users/bulk-actions");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("-created", BULK_ACTION_SORTS),
  );
  const [bulkActions, ways] = await Promise.all([listBulkActions({ ctx, input }), waysToAddUsers(ctx)]);
  const discard = discardDraftAction.bind(null, scopeOf(ctx));
  return (
    <ConsolePage
      ctx={ctx}
      current="users"
      title={t("title")}
      breadcrumbs={[{ label: t("pageTitle") }]}
      tabs={await userTabs(ctx, "bulk-actions")}
      actions={ways.actions}
      provide={ways.provide}
      namespaces={["invite", "users"]}
    >
      <ListView
        label={t("label")}
        noun="bulkAction"
        address={address}
        page={bulkActions}
        searchable={false}
        empty={{
          title: t("empty.title"),
          hint: t("empty.hint"),
          action: ways.canInvite && (
            <ButtonLink href={consolePath(scopeOf(ctx), "/users/bulk-invite")}>
              {t("empty.action")}
            </ButtonLink>
          ),
        }}
        narrowed={false}
      >
        <BulkActionsTable
          rows={bulkActions.rows.map((row) => ({
            ...row,
            href: `${path}/${row.id}`,
            discard:
              row.state === "draft" && can(ctx, "invitations.create")
                ? discard.bind(null, { bulkActionId: row.id })
                : null,
          }))}
          address={address}
          defaultSort={defaultSort}
        />
      </ListView>
    </ConsolePage>
  );
}
