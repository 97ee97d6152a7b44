import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { OrganizationsTable } from "@/components/organizations/organizations-table";
import { ButtonLink } from "@/components/ui/button-link";
import { PlusIcon } from "@/components/ui/icons";
import { ListFilter } from "@/components/ui/list-filter";
import { ListView } from "@/components/ui/list-view";
import { RefreshWhileRunning } from "@/components/ui/refresh-while-running";
import { listOrganizations, ORGANIZATION_FILTERS, ORGANIZATION_SORTS } from "@/db/organizations/list";
import { MAX_DEPTH } from "@/db/organizations/table";
import { can, type RequestContext } from "@/db/request-context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organizations");
  return { title: t("list.pageTitle") };
}

type OrganizationsPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default withNotFoundPage(OrganizationsPage);

async function OrganizationsPage({ params, searchParams }: OrganizationsPageProps) {
  const ctx = await guardPage(params, "organizations.view");
  const scope = scopeOf(ctx);
  const path = consolePath(scope, "/organizations");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("name", ORGANIZATION_SORTS),
    ["show"],
  );
  const t = await getTranslations("organizations");
  const filter = ORGANIZATION_FILTERS.find((known) => known === address.params.show) ?? "all";
  const children = await listOrganizations({ ctx, input: { ...input, filter } });
  return (
    <ConsolePage
      ctx={ctx}
      current="organizations"
      title={t("list.title")}
      actions={
        canCreate(ctx) && (
          <ButtonLink href={`${path}/new`} variant="primary">
            <PlusIcon />
            {t("list.create")}
          </ButtonLink>
        )
      }
    >
      {children.rows.some(({ deletion }) => deletion) && <RefreshWhileRunning href={path} />}
      <ListView
        label={t("list.label")}
        noun="organization"
        address={address}
        page={children}
        filter={
          <ListFilter
            address={address}
            label={t("list.filter.label")}
            param="show"
            choices={ORGANIZATION_FILTERS.map((choice) => ({
              value: choice === "all" ? "" : choice,
              label: t(`list.filter.${choice}`),
            }))}
          />
        }
        empty={{
          title: t("list.empty.title"),
          hint: t("list.empty.hint", { organization: ctx.organization.name }),
          action: canCreate(ctx) && <ButtonLink href={`${path}/new`}>{t("list.create")}</ButtonLink>,
        }}
        narrowed={input.search !== "" || filter !== "all"}
      >
        <OrganizationsTable
          rows={children.rows.map((row) => ({
            ...row,
            href: `${path}/${row.id}`,
            switchHref: row.enterable && !row.disabled ? consolePath({ ...scope, orgId: row.id }) : null,
          }))}
          address={address}
          defaultSort={defaultSort}
        />
      </ListView>
    </ConsolePage>
  );
}

/** The first administrator gets every permission there, so the creator needs `organizations.enter`. Trees have eight levels. */
function canCreate(ctx: RequestContext): boolean {
  const deepest = ctx.organization.ancestors.length + 1 >= MAX_DEPTH;
  return can(ctx, "organizations.create") && can(ctx, "organizations.enter") && !deepest;
}
