import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { GroupsTable } from "@/components/groups/groups-table";
import { ButtonLink } from "@/components/ui/button-link";
import { HelpLink } from "@/components/ui/help-link";
import { PlusIcon } from "@/components/ui/icons";
import { ListView } from "@/components/ui/list-view";
import { GROUP_SORTS, listGroups } from "@/db/groups/queries";
import { can } from "@/db/request-context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("groups");
  return { title: t("pageTitle") };
}

type GroupsPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default withNotFoundPage(GroupsPage);

async function GroupsPage({ params, searchParams }: GroupsPageProps) {
  const ctx = await guardPage(params, "groups.view");
  const path = consolePath(scopeOf(ctx), "/groups");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("name", GROUP_SORTS),
  );
  const creates = can(ctx, "groups.create");
  const groups = await listGroups({ ctx, input });
  const t = await getTranslations("groups");
  return (
    <ConsolePage
      ctx={ctx}
      current="groups"
      title={t("title")}
      actions={
        creates && (
          <ButtonLink href={`${path}/new`} variant="primary">
            <PlusIcon />
            {t("create.submit")}
          </ButtonLink>
        )
      }
    >
      <p className="text-muted max-sm:hidden">
        {t("intro")} <HelpLink topic="permissions" />
      </p>
      <ListView
        label={t("title")}
        noun="group"
        address={address}
        page={groups}
        empty={{
          title: t("empty.title"),
          hint: t("empty.hint"),
          action: creates && <ButtonLink href={`${path}/new`}>{t("create.submit")}</ButtonLink>,
        }}
        narrowed={input.search !== ""}
      >
        <GroupsTable
          rows={groups.rows.map((row) => ({ ...row, href: `${path}/${row.id}` }))}
          address={address}
          defaultSort={defaultSort}
        />
      </ListView>
    </ConsolePage>
  );
}
