import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { CreateUserForm } from "@/components/users/create-user-form";
import { listGroupChoices } from "@/db/groups/queries";
import { can } from "@/db/request-context";
import { createUserAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("users.create");
  return { title: t("pageTitle") };
}

export default withNotFoundPage(NewUserPage);

async function NewUserPage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params, "users.create");
  const scope = scopeOf(ctx);
  const t = await getTranslations("users.create");
  return (
    <ConsolePage ctx={ctx} current="users" title={t("title")} breadcrumbs={[{ label: t("title") }]}>
      <div className="max-w-xl">
        <CreateUserForm
          action={createUserAction.bind(null, scope)}
          groups={await listGroupChoices({ ctx, search: "" })}
          cancelHref={consolePath(scope, can(ctx, "users.view") ? "/users" : "")}
        />
      </div>
    </ConsolePage>
  );
}
