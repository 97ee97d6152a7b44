import type { Metadata } from "next";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { OrganizationsTable } from "@/components/organizations/organizations-table";
import { ButtonLink } from "@/components/ui/button-link";
import { PlusIcon } from "@/components/ui/icons";
import { ListView } from "@/components/ui/list-view";
import { RefreshWhileRunning } from "@/components/ui/refresh-while-running";
import { listOrganizations, ORGANIZATION_SORTS } from "@/db/organizations/list";
import { MAX_DEPTH } from "@/db/organizations/table";
import { can, type RequestContext } from "@/db/request-context";

export const metadata: Metadata = { title: "Organizations" };

type OrganizationsPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default async function OrganizationsPage({ params, searchParams }: OrganizationsPageProps) {
  const ctx = await guardPage(params, "organizations.view");
  const scope = scopeOf(ctx);
  const path = consolePath(scope, "/organizations");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("name", ORGANIZATION_SORTS),
  );
  const children = await listOrganizations({ ctx, input });
  return (
    <ConsolePage
      ctx={ctx}
      current="Organizations"
      title="Organizations"
      actions={
        canCreate(ctx) && (
          <ButtonLink href={`${path}/new`} variant="primary">
            <PlusIcon />
            Create organization
          </ButtonLink>
        )
      }
    >
      {children.rows.some(({ deletion }) => deletion) && <RefreshWhileRunning href={path} />}
      <ListView
        label="Organizations"
        noun="organization"
        address={address}
        page={children}
        empty={{
          title: "There is none below",
          hint: `Organizations below ${ctx.organization.name} will show here.`,
        }}
        narrowed={input.search !== ""}
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
