import { getTranslations } from "next-intl/server";
import { scopeOf } from "@/app/_server/paths";
import { GroupRolesForm } from "@/components/groups/group-roles-form";
import { Section } from "@/components/ui/section";
import { can, type RequestContext } from "@/db/request-context";
import { listRoleChoices } from "@/db/roles/choices";
import { assignRolesToGroupAction } from "./actions";

type GroupRolesProps = { readonly ctx: RequestContext; readonly group: { readonly id: string } };

/** For viewers who may assign roles. Others see the roles in the summary. */
export async function GroupRoles({ ctx, group }: GroupRolesProps) {
  if (!can(ctx, "roles.assign")) return null;
  const t = await getTranslations("groups.roles");
  return (
    <Section headingId="roles" title={t("title")}>
      <GroupRolesForm
        groupId={group.id}
        choices={await listRoleChoices({ ctx, groupId: group.id })}
        action={assignRolesToGroupAction.bind(null, scopeOf(ctx))}
      />
    </Section>
  );
}
