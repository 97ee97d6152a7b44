import type { Metadata } from "next";
import { openConsole } from "@/app/_server/console";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { foundOr404 } from "@/app/_server/found";
import { consolePath, type Scope } from "@/app/_server/paths";
import { PermissionList } from "@/components/permission-list";
import { RoleSummary } from "@/components/roles/role-summary";
import { may } from "@/db/context";
import { getRole } from "@/db/roles/queries";

export const metadata: Metadata = { title: "Role" };

export default async function RolePage({ params }: { params: Promise<Scope & { roleId: string }> }) {
  const ctx = await openConsole(params, "roles.view");
  const { roleId } = await params;
  const role = await foundOr404(getRole({ ctx, roleId }));
  return (
    <ConsolePage ctx={ctx} current="Roles" title={role.name}>
      <RoleSummary
        role={role}
        rolesHref={consolePath(scopeOf(ctx), "/roles")}
        groupHref={may(ctx, "groups.view") ? (id) => consolePath(scopeOf(ctx), `/groups/${id}`) : null}
      />
      <h2 className="text-lg font-semibold">What it allows</h2>
      <PermissionList permissions={role.permissions} />
    </ConsolePage>
  );
}
