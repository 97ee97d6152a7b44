import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { RoleFields } from "@/components/roles/role-fields";
import { ActionForm } from "@/components/ui/action-form";
import { createRoleAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("roles.create");
  return { title: t("pageTitle") };
}

export default withNotFoundPage(NewRolePage);

async function NewRolePage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params, "roles.view", "roles.create");
  const scope = scopeOf(ctx);
  const t = await getTranslations("roles.create");
  return (
    <ConsolePage ctx={ctx} current="roles" title={t("title")} breadcrumbs={[{ label: t("title") }]}>
      <ActionForm
        action={createRoleAction.bind(null, scope)}
        submitLabel={t("submit")}
        cancelHref={consolePath(scope, "/roles")}
        keepsEntered
      >
        <RoleFields grantable={ctx.permissions} />
      </ActionForm>
    </ConsolePage>
  );
}
