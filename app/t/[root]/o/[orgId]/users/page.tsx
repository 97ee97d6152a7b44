import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { ListView } from "@/components/ui/list-view";
import { UsersTable } from "@/components/users/users-table";
import { listMembers, MEMBER_SORTS } from "@/db/memberships/list";
import { AddUser } from "./add-user";
import { userTabs } from "./tabs";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("users");
  return { title: t("pageTitle") };
}

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
  const t = await getTranslations("users");
  return (
    <ConsolePage
      ctx={ctx}
      current="users"
      title={t("title")}
      tabs={await userTabs(ctx, "users")}
      namespaces={["invite", "users"]}
      actions={<AddUser ctx={ctx} />}
    >
      <ListView
        label={t("title")}
        noun="user"
        address={address}
        page={users}
        empty={{ title: t("empty.title"), hint: t("empty.hint") }}
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
