import type { Metadata } from "next";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { CreateUserForm } from "@/components/users/create-user-form";
import { listGroupChoices } from "@/db/groups/queries";
import { can } from "@/db/request-context";
import { createUserAction } from "./actions";

export const metadata: Metadata = { title: "Create user" };

export default async function NewUserPage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params, "users.create");
  const scope = scopeOf(ctx);
  return (
    <ConsolePage ctx={ctx} current="Users" title="Create user">
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
