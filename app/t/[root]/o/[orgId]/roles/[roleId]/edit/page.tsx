import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { guardPage, orNotFound } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { RoleFields } from "@/components/roles/role-fields";
import { ActionForm } from "@/components/ui/action-form";
import { getRole } from "@/db/roles/queries";
import { editRoleAction } from "./actions";

export const metadata: Metadata = { title: "Edit role" };

export default async function EditRolePage({ params }: { params: Promise<Scope & { roleId: string }> }) {
  const ctx = await guardPage(params, "roles.view", "roles.edit");
  const { roleId } = await params;
  const role = await orNotFound(getRole({ ctx, roleId }));
  const scope = scopeOf(ctx);
  const roleHref = consolePath(scope, `/roles/${role.id}`);
  if (role.isAdministrator) redirect(roleHref);
  return (
    <ConsolePage ctx={ctx} current="Roles" title={`Edit ${role.name}`}>
      <ActionForm action={editRoleAction.bind(null, scope)} submitLabel="Save" cancelHref={roleHref}>
        <input type="hidden" name="roleId" value={role.id} />
        {role.permissions.map((permission) => (
          <input key={permission} type="hidden" name="before" value={permission} />
        ))}
        <RoleFields grantable={ctx.permissions} role={role} />
      </ActionForm>
    </ConsolePage>
  );
}
