import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage, orNotFound } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { GroupFields } from "@/components/groups/group-fields";
import { SaveForm } from "@/components/ui/save-form";
import { ShownValues } from "@/components/ui/shown-values";
import { getGroup } from "@/db/groups/queries";
import { editGroupAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("groups.edit");
  return { title: t("pageTitle") };
}

type EditGroupPageProps = { params: Promise<Scope & { groupId: string }> };

export default withNotFoundPage(EditGroupPage);

async function EditGroupPage({ params }: EditGroupPageProps) {
  const ctx = await guardPage(params, "groups.view", "groups.edit");
  const { groupId } = await params;
  const group = await orNotFound(getGroup({ ctx, groupId }));
  const scope = scopeOf(ctx);
  const shown = { name: group.name, description: group.description };
  const groupHref = consolePath(scope, `/groups/${group.id}`);
  const t = await getTranslations("groups.edit");
  return (
    <ConsolePage
      ctx={ctx}
      current="groups"
      title={t("title", { group: group.name })}
      breadcrumbs={[{ name: group.name, href: groupHref }, { label: t("breadcrumb") }]}
    >
      <div className="max-w-xl">
        <SaveForm
          action={editGroupAction.bind(null, scope)}
          saved={JSON.stringify(shown)}
          cancelHref={groupHref}
        >
          <input type="hidden" name="groupId" value={group.id} />
          <ShownValues values={shown} />
          <GroupFields group={group} />
        </SaveForm>
      </div>
    </ConsolePage>
  );
}
