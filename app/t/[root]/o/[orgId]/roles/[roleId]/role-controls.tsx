import { useTranslations } from "next-intl";
import { consolePath, scopeOf } from "@/app/_server/paths";
import { DeleteRole } from "@/components/roles/delete-role";
import { ButtonLink } from "@/components/ui/button-link";
import { DangerItem, DangerZone } from "@/components/ui/danger-zone";
import { can, type RequestContext } from "@/db/request-context";
import type { Role } from "@/db/roles/types";
import { deleteRoleAction } from "./actions";

type RoleControlsProps = { readonly ctx: RequestContext; readonly role: Role };

/** The Administrator role can be duplicated, but not edited or deleted. */
export function RoleControls({ ctx, role }: RoleControlsProps) {
  const t = useTranslations("roles");
  const scope = scopeOf(ctx);
  return (
    <>
      {can(ctx, "roles.edit") && !role.isAdministrator && (
        <ButtonLink href={consolePath(scope, `/roles/${role.id}/edit`)}>{t("edit.open")}</ButtonLink>
      )}
      {can(ctx, "roles.create") && (
        <ButtonLink href={consolePath(scope, `/roles/new?copy=${role.id}`)}>{t("duplicate.open")}</ButtonLink>
      )}
    </>
  );
}

export function RoleDangerZone({ ctx, role }: RoleControlsProps) {
  const t = useTranslations("roles.delete");
  const { id, name, isAdministrator, groupCount, people } = role;
  if (isAdministrator || !can(ctx, "roles.delete")) return null;
  const scope = scopeOf(ctx);
  return (
    <DangerZone>
      <DangerItem
        action={
          <DeleteRole
            role={{ id, name, groupCount, people }}
            action={deleteRoleAction.bind(null, scope)}
            rolesHref={consolePath(scope, "/roles")}
          />
        }
      >
        {t("hint")}
      </DangerItem>
    </DangerZone>
  );
}
