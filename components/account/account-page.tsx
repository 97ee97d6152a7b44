import type { ReactNode } from "react";
import { HiddenUsername, NewPasswordField } from "@/components/passwords/password-fields";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Name } from "@/components/ui/name";
import { PasswordField } from "@/components/ui/password-field";
import { PlainPage } from "@/components/ui/plain-page";
import type { Me } from "@/db/users/find-me";
import { AccountMenu } from "./account-menu";
import { ResponseEmails } from "./response-emails";

type AccountPageProps = {
  readonly me: Me;
  readonly changePassword: FormAction;
  readonly setResponseEmails: FormAction;
  readonly forgotPasswordHref: string;
  readonly myOrganizationsHref: string;
  readonly signOut: () => Promise<void>;
  readonly children: ReactNode;
};

/** The profile, password, email settings and sessions of the signed-in user. */
export function AccountPage(props: AccountPageProps) {
  const { me, myOrganizationsHref, signOut } = props;
  return (
    <PlainPage
      wide
      title="Account"
      corner={
        <AccountMenu
          username={me.username}
          links={{ "My organizations": myOrganizationsHref }}
          signOut={signOut}
        />
      }
    >
      <Profile me={me} />
      <h2 className="mt-4 text-lg font-semibold">Password</h2>
      <div className="card flex flex-col gap-4 p-5 sm:p-6">
        <ActionForm action={props.changePassword} submitLabel="Change password" resetOnSuccess>
          <HiddenUsername username={me.username} />
          <PasswordField label="Current password" name="current" autoComplete="current-password" />
          <NewPasswordField />
        </ActionForm>
        <p className="text-muted">
          All other places where you are signed in will be signed out.{" "}
          <a href={props.forgotPasswordHref} className="link">
            Forgot your current password?
          </a>
        </p>
      </div>
      <h2 className="mt-4 text-lg font-semibold">Mails</h2>
      <div className="card p-5 sm:p-6">
        <ResponseEmails
          wanted={me.wantsResponseEmails}
          hasAddress={me.email !== null}
          change={props.setResponseEmails}
        />
      </div>
      {props.children}
    </PlainPage>
  );
}

function Profile({ me }: { readonly me: Me }) {
  return (
    <>
      <DescriptionList>
        <DescriptionItem term="Username">
          <Name>{me.username}</Name>
        </DescriptionItem>
        <DescriptionItem term="Name">
          <Name>{me.name}</Name>
        </DescriptionItem>
        <DescriptionItem term="E-mail">
          {me.email ? <Name>{me.email}</Name> : <span className="text-muted">None</span>}
        </DescriptionItem>
        <DescriptionItem term="Managed by">
          <Name>{me.managedBy.name}</Name>
        </DescriptionItem>
      </DescriptionList>
      <p className="text-muted">
        To change any of this, ask an administrator of <Name>{me.managedBy.name}</Name>: the profile is
        changed there.
      </p>
    </>
  );
}
