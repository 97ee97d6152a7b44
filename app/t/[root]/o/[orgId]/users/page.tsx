import type { Metadata } from "next";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { ListView } from "@/components/ui/list-view";
import { UsersTable } from "@/components/users/users-table";
import { listMembers, MEMBER_SORTS } from "@/db/memberships/list";
import { AddUser } from "./add-user";
import { userTabs } from "./tabs";

export const metadata: Metadata = { title: "Users" };

type UsersPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default async function UsersPage({ params, searchParams }: UsersPageProps) {
  const ctx = await guardPage(params, "users.view");
  const path = consolePath(scopeOf(ctx), "/users");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("name", MEMBER_SORTS),
  );
  const users = await listMembers({ ctx, input });
  return (
    <ConsolePage
      ctx={ctx}
      current="Users"
      title="Users"
      tabs={userTabs(ctx, "Users")}
      actions={<AddUser ctx={ctx} />}
    >
      <ListView
        label="Users"
        noun="user"
        address={address}
        page={users}
        empty={{ title: "Nobody is here yet", hint: "Add a user to begin." }}
        narrowed={input.search !== ""}
      >
        <UsersTable
          rows={users.rows.map((row) => ({ ...row, href: `${path}/${row.userId}` }))}
          address={address}
          defaultSort={defaultSort}
        />
      </ListView>
    </ConsolePage>
  );
}
