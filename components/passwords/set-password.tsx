import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Name } from "@/components/ui/name";
import { PlainPage } from "@/components/ui/plain-page";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LinkOwner } from "@/db/passwords/find-link";
import { HiddenUsername, NewPasswordField } from "./password-fields";

type SetPasswordProps = { readonly owner: LinkOwner; readonly action: FormAction };

export function SetPassword({ owner, action }: SetPasswordProps) {
  const { username, organization, first, expiresAt } = owner;
  return (
    <PlainPage title={first ? "Choose your password" : "Set a new password"}>
      <p className="text-base leading-7 text-muted">
        For the account <Name className="font-medium text-foreground">{username}</Name> of{" "}
        <Name className="font-medium text-foreground">{organization.name}</Name>. This link works once, and
        ends <RelativeTime date={expiresAt} />.
        {!first && " Wherever the account is signed in now, it will be signed out."}
      </p>
      <div className="card p-5 sm:p-6">
        <ActionForm action={action} submitLabel="Set password">
          <HiddenUsername username={username} />
          <NewPasswordField />
        </ActionForm>
      </div>
    </PlainPage>
  );
}
