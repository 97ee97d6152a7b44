import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage, orNotFound } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { RoleFields } from "@/components/roles/role-fields";
import { SaveForm } from "@/components/ui/save-form";
import { ShownValues } from "@/components/ui/shown-values";
import { getRole } from "@/db/roles/queries";
import { editRoleAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("roles.edit");
  return { title: t("pageTitle") };
}

export default withNotFoundPage(EditRolePage);

async function EditRolePage({ params }: { params: Promise<Scope & { roleId: string }> }) {
  const ctx = await guardPage(params, "roles.view", "roles.edit");
  const { roleId } = await params;
  const role = await orNotFound(getRole({ ctx, roleId }));
  const scope = scopeOf(ctx);
  const roleHref = consolePath(scope, `/roles/${role.id}`);
  if (role.isAdministrator) redirect(roleHref);
  const t = await getTranslations("roles.edit");
  return (
    <ConsolePage
      ctx={ctx}
      current="roles"
      title={t("title", { role: role.name })}
      breadcrumbs={[{ name: role.name, href: roleHref }, { label: t("breadcrumb") }]}
      namespaces={["roles"]}
    >
      <SaveForm
        action={editRoleAction.bind(null, scope)}
        saved={JSON.stringify([role.name, role.description, role.permissions])}
        cancelHref={roleHref}
        isLong
      >
        <input type="hidden" name="roleId" value={role.id} />
        <ShownValues values={{ name: role.name, description: role.description }} />
        {role.permissions.map((permission) => (
          <input key={permission} type="hidden" name="before" value={permission} />
        ))}
        <RoleFields grantable={ctx.permissions} role={role} />
      </SaveForm>
    </ConsolePage>
  );
}
