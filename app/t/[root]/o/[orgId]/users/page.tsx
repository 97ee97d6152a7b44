import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { InviteButton } from "@/components/invite/invite-button";
import { ButtonLink } from "@/components/ui/button-link";
import { listHref } from "@/components/ui/list-url";
import { ListView } from "@/components/ui/list-view";
import { GroupFilter, UserFilter } from "@/components/users/user-filters";
import { UsersTable } from "@/components/users/users-table";
import { listGroupNames } from "@/db/groups/queries";
import { listMembers, MEMBER_SORTS } from "@/db/memberships/list";
import { countByFilter, MEMBER_FILTERS, readMemberView } from "@/db/memberships/view";
import { can } from "@/db/request-context";
import { waysToAddUsers } from "./add-user";
import { userChangesOf } from "./list-actions";
import { userTabs } from "./tabs";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("users");
  return { title: t("pageTitle") };
}

type UsersPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default withNotFoundPage(UsersPage);

async function UsersPage({ params, searchParams }: UsersPageProps) {
  const ctx = await guardPage(params, "users.view");
  const path = consolePath(scopeOf(ctx), "/users");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("name", MEMBER_SORTS),
    ["show", "group"],
  );
  const view = { search: input.search, ...readMemberView(ctx, address.params) };
  const [users, counts, groups, ways] = await Promise.all([
    listMembers({ ctx, input: { ...input, ...view } }),
    countByFilter({ ctx, input: view }),
    can(ctx, "groups.view") ? listGroupNames({ ctx, chosenId: view.groupId }) : null,
    waysToAddUsers(ctx),
  ]);
  const t = await getTranslations("users");
  const group = groups?.find(({ id }) => id === view.groupId)?.name;
  return (
    <ConsolePage
      ctx={ctx}
      current="users"
      title={t("title")}
      tabs={await userTabs(ctx, "users")}
      namespaces={["invite", "users"]}
      actions={ways.actions}
      provide={ways.provide}
    >
      <ListView
        label={t("title")}
        noun="user"
        address={address}
        page={users}
        filter={
          <>
            <UserFilter
              address={address}
              filters={ctx.organization.parent ? MEMBER_FILTERS : FILTERS_OF_ROOT}
              counts={counts}
            />
            {groups && groups.length > 0 && (
              <GroupFilter address={address} groups={groups} groupId={view.groupId} />
            )}
          </>
        }
        filterValue={group ?? (view.filter === "all" ? undefined : t(`filter.${view.filter}`))}
        moreActions={
          <ButtonLink href={listHref({ ...address, path: `${path}/export` }, {})} download>
            {t("exportCsv")}
          </ButtonLink>
        }
        empty={{ title: t("empty.title"), hint: t("empty.hint"), action: ways.canInvite && <InviteButton /> }}
        narrowed={input.search !== "" || view.filter !== "all" || view.groupId !== null}
      >
        <UsersTable
          rows={users.rows.map((row) => ({ ...row, href: `${path}/${row.userId}` }))}
          address={address}
          defaultSort={defaultSort}
          {...userChangesOf(ctx)}
        />
      </ListView>
    </ConsolePage>
  );
}

/** Nobody is invited into a root organization. */
const FILTERS_OF_ROOT = ["all", "disabled"] as const;
