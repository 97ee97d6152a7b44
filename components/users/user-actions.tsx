import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Name } from "@/components/ui/name";
import type { Consequences } from "@/db/users/consequences";
import type { User } from "@/db/users/get";
import type { ActionResult } from "@/lib/action-result";
import { consequenceText } from "./consequence-text";

type UserAction = (() => Promise<ActionResult<void>>) | null;

type UserActionsProps = {
  readonly user: User;
  readonly organizationName: string;
  readonly usersHref: string;
  /** Each is null if it isn't offered. */
  readonly editHref: string | null;
  readonly actions: Readonly<Record<"disable" | "enable" | "remove" | "delete", UserAction>>;
  readonly consequences: Consequences;
};

export function UserActions({ user, actions, editHref, ...props }: UserActionsProps) {
  const { organizationName, usersHref } = props;
  const consequences = consequenceText(props.consequences);
  const userName = <Name className="font-medium text-foreground">{user.name}</Name>;
  return (
    <>
      {editHref && <ButtonLink href={editHref}>Edit profile</ButtonLink>}
      {actions.enable && (
        <ConfirmButton
          label="Enable"
          variant="outline"
          destructive={false}
          title="Enable account?"
          action={actions.enable}
          successMessage={`The account of ${user.name} is enabled.`}
          focusMainOnSuccess
        >
          {userName} can sign in again, with the groups that they have here. What ended when the account was
          disabled does not come back.
        </ConfirmButton>
      )}
      {actions.disable && (
        <ConfirmButton
          label="Disable"
          title="Disable account?"
          action={actions.disable}
          successMessage={`The account of ${user.name} is disabled.`}
          focusMainOnSuccess
        >
          {userName} is signed out everywhere and cannot sign in until the account is enabled again.{" "}
          {consequences}
        </ConfirmButton>
      )}
      {actions.remove && (
        <ConfirmButton
          label="Remove"
          title="Remove user?"
          action={actions.remove}
          successMessage={`${user.name} is removed from ${organizationName}.`}
          redirectTo={usersHref}
        >
          {userName} will no longer be a user of <Name>{organizationName}</Name>. {consequences} The account
          stays with <Name>{user.managedBy.name}</Name>.
        </ConfirmButton>
      )}
      {actions.delete && (
        <ConfirmButton
          label="Delete"
          title="Delete account?"
          action={actions.delete}
          successMessage={`The account of ${user.name} is deleted.`}
          redirectTo={usersHref}
        >
          The account of {userName} is gone for good, and nobody can sign in with it. {consequences} The audit
          log keeps what it has of them.
        </ConfirmButton>
      )}
    </>
  );
}
