import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import type { SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage, orNotFound } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { GroupSummary } from "@/components/groups/group-summary";
import { PermissionList } from "@/components/roles/permission-list";
import { DetailsLayout } from "@/components/ui/details-layout";
import { Section } from "@/components/ui/section";
import { getGroup } from "@/db/groups/queries";
import { can } from "@/db/request-context";
import { GroupControls, GroupDangerZone } from "./group-controls";
import { GroupMembers } from "./group-members";
import { GroupRoles } from "./group-roles";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("groups.details");
  return { title: t("pageTitle") };
}

type GroupPageProps = { params: Promise<Scope & { groupId: string }>; searchParams: SearchParams };

export default withNotFoundPage(GroupPage);

async function GroupPage({ params, searchParams }: GroupPageProps) {
  const ctx = await guardPage(params, "groups.view");
  const { groupId } = await params;
  const group = await orNotFound(getGroup({ ctx, groupId }));
  const scope = scopeOf(ctx);
  const t = await getTranslations("groups.details");
  return (
    <ConsolePage
      ctx={ctx}
      current="groups"
      title={group.name}
      breadcrumbs={[{ name: group.name }]}
      actions={<GroupControls ctx={ctx} group={group} />}
      namespaces={["groups", "users"]}
    >
      <DetailsLayout
        facts={
          <GroupSummary
            group={group}
            roleHref={can(ctx, "roles.view") ? (id) => consolePath(scope, `/roles/${id}`) : null}
          />
        }
      >
        <GroupMembers ctx={ctx} group={group} searchParams={searchParams} />
        <GroupRoles ctx={ctx} group={group} />
        <Section headingId="permissions" title={t("permissions")}>
          <PermissionList permissions={group.permissions} />
        </Section>
        <GroupDangerZone ctx={ctx} group={group} />
      </DetailsLayout>
    </ConsolePage>
  );
}
