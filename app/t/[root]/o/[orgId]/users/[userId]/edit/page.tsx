import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage, orNotFound } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { richText } from "@/components/ui/rich-text";
import { EditUserForm } from "@/components/users/edit-user-form";
import { can } from "@/db/request-context";
import { getProfile } from "@/db/users/get";
import { editUserAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("users.edit");
  return { title: t("pageTitle") };
}

export default withNotFoundPage(EditUserPage);

async function EditUserPage({ params }: { params: Promise<Scope & { userId: string }> }) {
  const ctx = await guardPage(params, "users.edit");
  const { userId } = await params;
  const profile = await orNotFound(getProfile({ ctx, userId }));
  const scope = scopeOf(ctx);
  const backHref = consolePath(scope, can(ctx, "users.view") ? `/users/${userId}` : "");
  const t = await getTranslations("users.edit");
  return (
    <ConsolePage
      ctx={ctx}
      current="users"
      title={t("title", { user: profile.name })}
      breadcrumbs={[
        { name: profile.name, href: can(ctx, "users.view") ? backHref : null },
        { label: t("breadcrumb") },
      ]}
    >
      {profile.managedElsewhere !== null ? (
        <p>{t.rich("managedElsewhere", { ...richText, organization: profile.managedElsewhere })}</p>
      ) : (
        <div className="max-w-xl">
          <EditUserForm action={editUserAction.bind(null, scope)} profile={profile} cancelHref={backHref} />
        </div>
      )}
    </ConsolePage>
  );
}
