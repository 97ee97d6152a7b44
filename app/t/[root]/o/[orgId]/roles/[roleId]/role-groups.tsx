import { getTranslations } from "next-intl/server";
import { readListParams, type SearchParams } from "@/app/_server/list-params";
import { consolePath, scopeOf } from "@/app/_server/paths";
import { RoleGroups } from "@/components/roles/role-groups";
import { RoleGroupsForm } from "@/components/roles/role-groups-form";
import { ListRegion } from "@/components/ui/list-region";
import { ListSearch } from "@/components/ui/list-search";
import { Section } from "@/components/ui/section";
import { can, type RequestContext } from "@/db/request-context";
import { listRoleGroupChoices } from "@/db/roles/choices";
import type { Role } from "@/db/roles/types";
import { assignRoleAction } from "./actions";

type GivenToGroupsProps = {
  readonly ctx: RequestContext;
  readonly role: Role;
  readonly searchParams: SearchParams;
};

export async function GivenToGroups({ ctx, role, searchParams }: GivenToGroupsProps) {
  const t = await getTranslations("roles.groups");
  return (
    <Section headingId="groups" title={t("title")}>
      {can(ctx, "roles.assign") ? (
        <Choice ctx={ctx} role={role} searchParams={searchParams} />
      ) : (
        <RoleGroups
          role={role}
          groupHref={can(ctx, "groups.view") ? (id) => consolePath(scopeOf(ctx), `/groups/${id}`) : null}
        />
      )}
    </Section>
  );
}

async function Choice({ ctx, role, searchParams }: GivenToGroupsProps) {
  const scope = scopeOf(ctx);
  const { input, address } = await readListParams(consolePath(scope, `/roles/${role.id}`), searchParams, [
    "name",
  ]);
  const choices = await listRoleGroupChoices({ ctx, roleId: role.id, search: input.search });
  const t = await getTranslations("roles.groups");
  return (
    <ListRegion label={t("choices")}>
      <ListSearch address={address} label={t("search")} />
      <RoleGroupsForm role={role} choices={choices} action={assignRoleAction.bind(null, scope)} />
    </ListRegion>
  );
}
