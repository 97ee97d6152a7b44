import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { GroupFields } from "@/components/groups/group-fields";
import { RoleCheckboxes } from "@/components/groups/role-checkboxes";
import { ActionForm } from "@/components/ui/action-form";
import { can } from "@/db/request-context";
import { listRoleChoices } from "@/db/roles/choices";
import { createGroupAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("groups.create");
  return { title: t("pageTitle") };
}

export default withNotFoundPage(NewGroupPage);

async function NewGroupPage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params, "groups.view", "groups.create");
  const scope = scopeOf(ctx);
  const roles = can(ctx, "roles.assign") ? await listRoleChoices({ ctx, groupId: null }) : null;
  const t = await getTranslations("groups.create");
  return (
    <ConsolePage ctx={ctx} current="groups" title={t("title")} breadcrumbs={[{ label: t("title") }]}>
      <div className="max-w-xl">
        <ActionForm
          action={createGroupAction.bind(null, scope)}
          submitLabel={t("submit")}
          cancelHref={consolePath(scope, "/groups")}
          keepsInput
        >
          <GroupFields />
          {roles && <RoleCheckboxes legend={t("roles")} choices={roles} />}
        </ActionForm>
      </div>
    </ConsolePage>
  );
}
