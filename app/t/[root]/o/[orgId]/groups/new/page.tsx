import type { Metadata } from "next";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { GroupFields } from "@/components/groups/group-fields";
import { RoleChecks } from "@/components/groups/role-checks";
import { ActionForm } from "@/components/ui/action-form";
import { can } from "@/db/request-context";
import { listRoleChoices } from "@/db/roles/choices";
import { createGroupAction } from "./actions";

export const metadata: Metadata = { title: "Create group" };

export default async function NewGroupPage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params, "groups.view", "groups.create");
  const scope = scopeOf(ctx);
  const roles = can(ctx, "roles.assign") ? await listRoleChoices({ ctx, groupId: null }) : null;
  return (
    <ConsolePage ctx={ctx} current="Groups" title="Create group">
      <div className="max-w-xl">
        <ActionForm
          action={createGroupAction.bind(null, scope)}
          submitLabel="Create group"
          cancelHref={consolePath(scope, "/groups")}
        >
          <GroupFields />
          {roles && <RoleChecks legend="Roles (optional)" choices={roles} />}
        </ActionForm>
      </div>
    </ConsolePage>
  );
}
