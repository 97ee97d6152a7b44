import { useTranslations } from "next-intl";
import { scopeOf } from "@/app/_server/console-page";
import { consolePath } from "@/app/_server/paths";
import { DeleteGroup } from "@/components/groups/delete-group";
import { ButtonLink } from "@/components/ui/button-link";
import type { Group } from "@/db/groups/types";
import { can, type RequestContext } from "@/db/request-context";
import { deleteGroupAction } from "./actions";

export function GroupControls({ ctx, group }: { readonly ctx: RequestContext; readonly group: Group }) {
  const t = useTranslations("groups.edit");
  const scope = scopeOf(ctx);
  const { id, name, members, pendingInvitations } = group;
  return (
    <>
      {can(ctx, "groups.delete") && (
        <DeleteGroup
          group={{ id, name, members, pendingInvitations }}
          action={deleteGroupAction.bind(null, scope)}
          groupsHref={consolePath(scope, "/groups")}
        />
      )}
      {can(ctx, "groups.edit") && (
        <ButtonLink href={consolePath(scope, `/groups/${id}/edit`)}>{t("open")}</ButtonLink>
      )}
    </>
  );
}
