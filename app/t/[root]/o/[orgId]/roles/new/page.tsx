import type { Metadata } from "next";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { RoleFields } from "@/components/roles/role-fields";
import { ActionForm } from "@/components/ui/action-form";
import { createRoleAction } from "./actions";

export const metadata: Metadata = { title: "Create role" };

export default async function NewRolePage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params, "roles.view", "roles.create");
  const scope = scopeOf(ctx);
  return (
    <ConsolePage ctx={ctx} current="Roles" title="Create role">
      <ActionForm
        action={createRoleAction.bind(null, scope)}
        submitLabel="Create role"
        cancelHref={consolePath(scope, "/roles")}
      >
        <RoleFields grantable={ctx.permissions} />
      </ActionForm>
    </ConsolePage>
  );
}
