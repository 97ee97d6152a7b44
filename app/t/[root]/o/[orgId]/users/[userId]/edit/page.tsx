import type { Metadata } from "next";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { guardPage, orNotFound } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { EditUserForm } from "@/components/users/edit-user-form";
import { can } from "@/db/request-context";
import { getProfile } from "@/db/users/get";
import { editUserAction } from "./actions";

export const metadata: Metadata = { title: "Edit profile" };

export default async function EditUserPage({ params }: { params: Promise<Scope & { userId: string }> }) {
  const ctx = await guardPage(params, "users.edit");
  const { userId } = await params;
  const profile = await orNotFound(getProfile({ ctx, userId }));
  const scope = scopeOf(ctx);
  const backHref = consolePath(scope, can(ctx, "users.view") ? `/users/${userId}` : "");
  return (
    <ConsolePage ctx={ctx} current="Users" title={`Edit ${profile.name}`}>
      {profile.managedElsewhere !== null ? (
        <>
          <p>
            <Name className="font-medium">{profile.managedElsewhere}</Name> manages this account. The profile
            is changed there, not here.
          </p>
          <NavLink href={backHref} className="link self-start">
            Back
          </NavLink>
        </>
      ) : (
        <div className="max-w-xl">
          <EditUserForm action={editUserAction.bind(null, scope)} profile={profile} cancelHref={backHref} />
        </div>
      )}
    </ConsolePage>
  );
}
