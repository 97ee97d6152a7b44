import type { Metadata } from "next";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { guardPage, orNotFound } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { GroupFields } from "@/components/groups/group-fields";
import { ActionForm } from "@/components/ui/action-form";
import { getGroup } from "@/db/groups/queries";
import { editGroupAction } from "./actions";

export const metadata: Metadata = { title: "Edit group" };

type EditGroupPageProps = { params: Promise<Scope & { groupId: string }> };

export default async function EditGroupPage({ params }: EditGroupPageProps) {
  const ctx = await guardPage(params, "groups.view", "groups.edit");
  const { groupId } = await params;
  const group = await orNotFound(getGroup({ ctx, groupId }));
  const scope = scopeOf(ctx);
  return (
    <ConsolePage ctx={ctx} current="Groups" title={`Edit ${group.name}`}>
      <div className="max-w-xl">
        <ActionForm
          action={editGroupAction.bind(null, scope)}
          submitLabel="Save"
          cancelHref={consolePath(scope, `/groups/${group.id}`)}
        >
          <input type="hidden" name="groupId" value={group.id} />
          <GroupFields group={group} />
        </ActionForm>
      </div>
    </ConsolePage>
  );
}
