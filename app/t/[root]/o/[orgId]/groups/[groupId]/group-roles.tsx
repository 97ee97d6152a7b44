import { getTranslations } from "next-intl/server";
import { scopeOf } from "@/app/_server/paths";
import { GroupRolesForm } from "@/components/groups/group-roles-form";
import { can, type RequestContext } from "@/db/request-context";
import { listRoleChoices } from "@/db/roles/choices";
import { assignRolesToGroupAction } from "./actions";

type GroupRolesProps = { readonly ctx: RequestContext; readonly group: { readonly id: string } };

/** For viewers who may assign roles. Others see the roles in the summary. */
export async function GroupRoles({ ctx, group }: GroupRolesProps) {
  if (!can(ctx, "roles.assign")) return null;
  const t = await getTranslations("groups.roles");
  return (
    <section aria-labelledby="roles" className="flex flex-col gap-3">
      <h2 id="roles" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <GroupRolesForm
        groupId={group.id}
        choices={await listRoleChoices({ ctx, groupId: group.id })}
        action={assignRolesToGroupAction.bind(null, scopeOf(ctx))}
      />
    </section>
  );
}
