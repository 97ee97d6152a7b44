import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Name } from "@/components/ui/name";
import type { Consequences } from "@/db/users/consequences";
import type { User } from "@/db/users/get";
import type { ActionResult } from "@/lib/action-result";
import { consequenceText } from "./consequence-text";

type Act = (() => Promise<ActionResult<void>>) | null;

type UserActionsProps = {
  readonly user: User;
  readonly organizationName: string;
  readonly usersHref: string;
  /** Each is null where it is not offered. */
  readonly editHref: string | null;
  readonly acts: { readonly disable: Act; readonly enable: Act; readonly remove: Act; readonly delete: Act };
  readonly consequences: Consequences;
};

/** What can be done about a user. What cannot be taken back asks once, and says what goes with it. */
export function UserActions({ user, acts, editHref, ...props }: UserActionsProps) {
  const { organizationName, usersHref } = props;
  const also = consequenceText(props.consequences);
  const who = <Name className="font-medium text-foreground">{user.name}</Name>;
  return (
    <>
      {editHref && <ButtonLink href={editHref}>Edit profile</ButtonLink>}
      {acts.enable && (
        <ConfirmButton
          label="Enable"
          variant="outline"
          destructive={false}
          title="Enable account?"
          action={acts.enable}
          successMessage={`The account of ${user.name} is enabled.`}
          focusMainOnSuccess
        >
          {who} can sign in again, with the groups that they have here. What ended when the account was
          disabled does not come back.
        </ConfirmButton>
      )}
      {acts.disable && (
        <ConfirmButton
          label="Disable"
          title="Disable account?"
          action={acts.disable}
          successMessage={`The account of ${user.name} is disabled.`}
          focusMainOnSuccess
        >
          {who} is signed out everywhere and cannot sign in until the account is enabled again. {also}
        </ConfirmButton>
      )}
      {acts.remove && (
        <ConfirmButton
          label="Remove"
          title="Remove user?"
          action={acts.remove}
          successMessage={`${user.name} is removed from ${organizationName}.`}
          redirectTo={usersHref}
        >
          {who} will no longer be a user of <Name>{organizationName}</Name>. {also} The account stays with{" "}
          <Name>{user.managedBy.name}</Name>.
        </ConfirmButton>
      )}
      {acts.delete && (
        <ConfirmButton
          label="Delete"
          title="Delete account?"
          action={acts.delete}
          successMessage={`The account of ${user.name} is deleted.`}
          redirectTo={usersHref}
        >
          The account of {who} is gone for good, and nobody can sign in with it. {also} The audit log keeps
          what it has of them.
        </ConfirmButton>
      )}
    </>
  );
}
