import type { Metadata } from "next";
import { openConsole } from "@/app/_server/console";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { consolePath, type Scope } from "@/app/_server/paths";
import { ActionForm } from "@/components/forms/action-form";
import { GroupFields } from "@/components/groups/group-fields";
import { RoleChecks } from "@/components/groups/role-checks";
import { may } from "@/db/context";
import { listRoleChoices } from "@/db/roles/choices";
import { createGroupAction } from "./actions";

export const metadata: Metadata = { title: "Create group" };

export default async function NewGroupPage({ params }: { params: Promise<Scope> }) {
  const ctx = await openConsole(params, "groups.view", "groups.create");
  const scope = scopeOf(ctx);
  const roles = may(ctx, "roles.assign") ? await listRoleChoices({ ctx, groupId: null }) : null;
  return (
    <ConsolePage ctx={ctx} current="Groups" title="Create group">
      <div className="max-w-xl">
        <ActionForm
          action={createGroupAction.bind(null, scope)}
          submit="Create group"
          cancelHref={consolePath(scope, "/groups")}
        >
          <GroupFields />
          {roles && <RoleChecks legend="Roles (optional)" choices={roles} />}
        </ActionForm>
      </div>
    </ConsolePage>
  );
}
