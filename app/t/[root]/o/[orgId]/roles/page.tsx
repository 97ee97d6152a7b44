import type { Metadata } from "next";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { RolesTable } from "@/components/roles/roles-table";
import { ButtonLink } from "@/components/ui/button-link";
import { PlusIcon } from "@/components/ui/icons";
import { ListView } from "@/components/ui/list-view";
import { NavLink } from "@/components/ui/nav-link";
import { can } from "@/db/request-context";
import { listRoles, ROLE_SORTS } from "@/db/roles/queries";

export const metadata: Metadata = { title: "Roles" };

type RolesPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default async function RolesPage({ params, searchParams }: RolesPageProps) {
  const ctx = await guardPage(params, "roles.view");
  const path = consolePath(scopeOf(ctx), "/roles");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("name", ROLE_SORTS),
  );
  const creates = can(ctx, "roles.create");
  const roles = await listRoles({ ctx, input });
  return (
    <ConsolePage
      ctx={ctx}
      current="Roles"
      title="Roles"
      actions={
        creates && (
          <ButtonLink href={`${path}/new`} variant="primary">
            <PlusIcon />
            Create role
          </ButtonLink>
        )
      }
    >
      <ListView
        label="Roles"
        noun="role"
        address={address}
        page={roles}
        empty={{
          title: "There is no role yet",
          hint: creates && (
            <NavLink href={`${path}/new`} className="link">
              Create the first one
            </NavLink>
          ),
        }}
        narrowed={input.search !== ""}
      >
        <RolesTable
          rows={roles.rows.map((row) => ({ ...row, href: `${path}/${row.id}` }))}
          address={address}
          defaultSort={defaultSort}
        />
      </ListView>
    </ConsolePage>
  );
}
