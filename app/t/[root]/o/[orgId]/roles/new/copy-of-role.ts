import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/_server/page-guard";
import { can, type RequestContext } from "@/db/request-context";
import { getRole } from "@/db/roles/queries";
import { cutText } from "@/lib/text";

const NAME_LENGTH = 120;

/** What the viewer can create of a role: it lacks the permissions that they lack. */
export async function copyOfRole(ctx: RequestContext, roleId: string) {
  const { name, description, permissions } = await orNotFound(getRole({ ctx, roleId }));
  const t = await getTranslations("roles.duplicate");
  return {
    name: cutText(t("name", { role: name }), NAME_LENGTH),
    description,
    permissions: permissions.filter((permission) => can(ctx, permission)),
  };
}
