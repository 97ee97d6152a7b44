import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import type { SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage, orNotFound } from "@/app/_server/page-guard";
import type { Scope } from "@/app/_server/paths";
import { PermissionList } from "@/components/roles/permission-list";
import { RoleSummary } from "@/components/roles/role-summary";
import { DetailsLayout } from "@/components/ui/details-layout";
import { Section } from "@/components/ui/section";
import { getRole } from "@/db/roles/queries";
import { RoleControls, RoleDangerZone } from "./role-controls";
import { GivenToGroups } from "./role-groups";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("roles.details");
  return { title: t("pageTitle") };
}

type RolePageProps = { params: Promise<Scope & { roleId: string }>; searchParams: SearchParams };

export default withNotFoundPage(RolePage);

async function RolePage({ params, searchParams }: RolePageProps) {
  const ctx = await guardPage(params, "roles.view");
  const { roleId } = await params;
  const role = await orNotFound(getRole({ ctx, roleId }));
  const t = await getTranslations("roles.details");
  return (
    <ConsolePage
      ctx={ctx}
      current="roles"
      title={role.name}
      breadcrumbs={[{ name: role.name }]}
      actions={<RoleControls ctx={ctx} role={role} />}
    >
      <DetailsLayout facts={<RoleSummary role={role} />}>
        <Section headingId="permissions" title={t("permissions")}>
          <PermissionList permissions={role.permissions} />
        </Section>
        <GivenToGroups ctx={ctx} role={role} searchParams={searchParams} />
        <RoleDangerZone ctx={ctx} role={role} />
      </DetailsLayout>
    </ConsolePage>
  );
}
