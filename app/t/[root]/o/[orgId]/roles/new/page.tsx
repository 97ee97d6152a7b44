import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import type { SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { RoleFields } from "@/components/roles/role-fields";
import { ActionForm } from "@/components/ui/action-form";
import { createRoleAction } from "./actions";
import { copyOfRole } from "./copy-of-role";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("roles.create");
  return { title: t("pageTitle") };
}

type NewRolePageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default withNotFoundPage(NewRolePage);

/** With the id of a role in `?copy=`, the fields show a copy of it. */
async function NewRolePage({ params, searchParams }: NewRolePageProps) {
  const ctx = await guardPage(params, "roles.view", "roles.create");
  const scope = scopeOf(ctx);
  const { copy } = await searchParams;
  const role = typeof copy === "string" ? await copyOfRole(ctx, copy) : undefined;
  const t = await getTranslations("roles.create");
  return (
    <ConsolePage
      ctx={ctx}
      current="roles"
      title={t("title")}
      breadcrumbs={[{ label: t("title") }]}
      namespaces={["roles"]}
    >
      <ActionForm
        action={createRoleAction.bind(null, scope)}
        submitLabel={t("submit")}
        cancelHref={consolePath(scope, "/roles")}
        keepsInput
      >
        <RoleFields grantable={ctx.permissions} role={role} />
      </ActionForm>
    </ConsolePage>
  );
}
