import type { Metadata } from "next";
import { openConsole } from "@/app/_server/console";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { foundOr404 } from "@/app/_server/found";
import { consolePath, type Scope } from "@/app/_server/paths";
import { FrameLink } from "@/components/frame/frame-link";
import { Name } from "@/components/name";
import { EditUserForm } from "@/components/user/edit-user-form";
import { may } from "@/db/context";
import { getProfile } from "@/db/users/get-profile";
import { editUserAction } from "./actions";

export const metadata: Metadata = { title: "Edit profile" };

export default async function EditUserPage({ params }: { params: Promise<Scope & { userId: string }> }) {
  const ctx = await openConsole(params, "users.edit");
  const { userId } = await params;
  const profile = await foundOr404(getProfile({ ctx, userId }));
  const scope = scopeOf(ctx);
  const backHref = consolePath(scope, may(ctx, "users.view") ? `/users/${userId}` : "");
  return (
    <ConsolePage ctx={ctx} current="Users" title={`Edit ${profile.name}`}>
      {profile.managedElsewhere !== null ? (
        <>
          <p>
            <Name className="font-medium">{profile.managedElsewhere}</Name> manages this account. The profile
            is changed there, not here.
          </p>
          <FrameLink href={backHref} className="link self-start">
            Back
          </FrameLink>
        </>
      ) : (
        <div className="max-w-xl">
          <EditUserForm action={editUserAction.bind(null, scope)} profile={profile} cancelHref={backHref} />
        </div>
      )}
    </ConsolePage>
  );
}
