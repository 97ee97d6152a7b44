import { scopeOf } from "@/app/_server/console-page";
import { AddUserMenu } from "@/components/add-user-menu";
import { type Context, may } from "@/db/context";
import { listGroupChoices } from "@/db/groups/queries";
import { inviteUsersAction } from "./actions";

/** The ways to add a user that the organization has and the reader may use; nothing when there is none. */
export async function AddUser({ ctx }: { ctx: Context }) {
  const { organization } = ctx;
  if (!organization.parent || !may(ctx, "invitations.create")) return null;
  return (
    <AddUserMenu
      parentName={organization.parent.name}
      organizationName={organization.name}
      lifetimeHours={organization.invitationLifetimeHours}
      groups={await listGroupChoices({ ctx, search: "" })}
      invite={inviteUsersAction.bind(null, scopeOf(ctx))}
    />
  );
}
