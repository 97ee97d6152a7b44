import { useTranslations } from "next-intl";
import { consolePath, scopeOf } from "@/app/_server/paths";
import { DeleteGroup } from "@/components/groups/delete-group";
import { ButtonLink } from "@/components/ui/button-link";
import { DangerItem, DangerZone } from "@/components/ui/danger-zone";
import type { Group } from "@/db/groups/types";
import { can, type RequestContext } from "@/db/request-context";
import { deleteGroupAction } from "./actions";

type GroupControlsProps = { readonly ctx: RequestContext; readonly group: Group };

export function GroupControls({ ctx, group }: GroupControlsProps) {
  const t = useTranslations("groups.edit");
  if (!can(ctx, "groups.edit")) return null;
  return <ButtonLink href={consolePath(scopeOf(ctx), `/groups/${group.id}/edit`)}>{t("open")}</ButtonLink>;
}

export function GroupDangerZone({ ctx, group }: GroupControlsProps) {
  const t = useTranslations("groups.delete");
  const { id, name, members, pendingInvitations } = group;
  if (!can(ctx, "groups.delete")) return null;
  const scope = scopeOf(ctx);
  return (
    <DangerZone>
      <DangerItem
        action={
          <DeleteGroup
            group={{ id, name, members, pendingInvitations }}
            action={deleteGroupAction.bind(null, scope)}
            groupsHref={consolePath(scope, "/groups")}
          />
        }
      >
        {t("hint")}
      </DangerItem>
    </DangerZone>
  );
}
