import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { RolesTable } from "@/components/roles/roles-table";
import { ButtonLink } from "@/components/ui/button-link";
import { HelpLink } from "@/components/ui/help-link";
import { PlusIcon } from "@/components/ui/icons";
import { ListView } from "@/components/ui/list-view";
import { can } from "@/db/request-context";
import { listRoles, ROLE_SORTS } from "@/db/roles/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("roles");
  return { title: t("pageTitle") };
}

type RolesPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default withNotFoundPage(RolesPage);

async function RolesPage({ params, searchParams }: RolesPageProps) {
  const ctx = await guardPage(params, "roles.view");
  const path = consolePath(scopeOf(ctx), "/roles");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("name", ROLE_SORTS),
  );
  const creates = can(ctx, "roles.create");
  const roles = await listRoles({ ctx, input });
  const t = await getTranslations("roles");
  return (
    <ConsolePage
      ctx={ctx}
      current="roles"
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
        noun="role"
        address={address}
        page={roles}
        empty={{
          title: t("empty.title"),
          hint: t("empty.hint"),
          action: creates && <ButtonLink href={`${path}/new`}>{t("create.submit")}</ButtonLink>,
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
