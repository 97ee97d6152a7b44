import { useTranslations } from "next-intl";
import { scopeOf } from "@/app/_server/console-page";
import { consolePath } from "@/app/_server/paths";
import { DeleteRole } from "@/components/roles/delete-role";
import { ButtonLink } from "@/components/ui/button-link";
import { can, type RequestContext } from "@/db/request-context";
import type { Role } from "@/db/roles/types";
import { deleteRoleAction } from "./actions";

/** The Administrator role can't be edited or deleted. */
export function RoleControls({ ctx, role }: { readonly ctx: RequestContext; readonly role: Role }) {
  const t = useTranslations("roles.edit");
  if (role.isAdministrator) return null;
  const scope = scopeOf(ctx);
  const { id, name, groupCount, people } = role;
  return (
    <>
      {can(ctx, "roles.delete") && (
        <DeleteRole
          role={{ id, name, groupCount, people }}
          action={deleteRoleAction.bind(null, scope)}
          rolesHref={consolePath(scope, "/roles")}
        />
      )}
      {can(ctx, "roles.edit") && (
        <ButtonLink href={consolePath(scope, `/roles/${id}/edit`)}>{t("open")}</ButtonLink>
      )}
    </>
  );
}
