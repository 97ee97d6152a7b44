import type { Metadata } from "next";
import { openConsole } from "@/app/_server/console";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { consolePath, type Scope } from "@/app/_server/paths";
import { ListView } from "@/components/lists/list-view";
import { OrganizationsTable } from "@/components/organizations-table";
import { listOrganizations, ORGANIZATION_SORTS } from "@/db/organizations/list";

export const metadata: Metadata = { title: "Organizations" };

type OrganizationsPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default async function OrganizationsPage({ params, searchParams }: OrganizationsPageProps) {
  const ctx = await openConsole(params, "organizations.view");
  const scope = scopeOf(ctx);
  const path = consolePath(scope, "/organizations");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("name", ORGANIZATION_SORTS),
  );
  const below = await listOrganizations({ ctx, input });
  return (
    <ConsolePage ctx={ctx} current="Organizations" title="Organizations">
      <ListView
        label="Organizations"
        noun="organization"
        address={address}
        page={below}
        empty={{
          title: "There is none below",
          hint: `Organizations below ${ctx.organization.name} will show here.`,
        }}
        narrowed={input.search !== ""}
      >
        <OrganizationsTable
          rows={below.rows.map((row) => ({
            ...row,
            href: row.disabled ? null : consolePath({ ...scope, orgId: row.id }),
          }))}
          address={address}
          defaultSort={defaultSort}
        />
      </ListView>
    </ConsolePage>
  );
}
