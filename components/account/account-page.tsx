import type { ReactNode } from "react";
import { AccountCorner } from "@/components/account/account-corner";
import { AnswerMails } from "@/components/account/answer-mails";
import { Fact, Facts } from "@/components/facts";
import { ActionForm, type FormAction } from "@/components/forms/action-form";
import { PasswordField } from "@/components/forms/password-field";
import { Name } from "@/components/name";
import { NewPasswordField } from "@/components/passwords/new-password-field";
import { UsernameOf } from "@/components/passwords/username-of";
import { PlainPage } from "@/components/plain-page";
import type { Me } from "@/db/users/find-me";

type AccountPageProps = {
  readonly me: Me;
  readonly changePassword: FormAction;
  readonly mailAnswers: FormAction;
  readonly forgotPasswordHref: string;
  readonly myOrganizationsHref: string;
  readonly signOut: () => Promise<void>;
  /** The signed-in places. */
  readonly children: ReactNode;
};

/** Who one is, one's password, what one is mailed about, and where one is signed in: for everybody who can sign in. */
export function AccountPage(props: AccountPageProps) {
  const { me, myOrganizationsHref, signOut } = props;
  return (
    <PlainPage
      wide
      title="Account"
      corner={
        <AccountCorner
          username={me.username}
          links={{ "My organizations": myOrganizationsHref }}
          signOut={signOut}
        />
      }
    >
      <Profile me={me} />
      <h2 className="mt-4 text-lg font-semibold">Password</h2>
      <div className="card flex flex-col gap-4 p-5 sm:p-6">
        <ActionForm action={props.changePassword} submit="Change password" clears>
          <UsernameOf username={me.username} />
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
        <AnswerMails wanted={me.mailsAnswers} hasAddress={me.email !== null} change={props.mailAnswers} />
      </div>
      {props.children}
    </PlainPage>
  );
}

function Profile({ me }: { readonly me: Me }) {
  return (
    <>
      <Facts>
        <Fact term="Username">
          <Name>{me.username}</Name>
        </Fact>
        <Fact term="Name">
          <Name>{me.name}</Name>
        </Fact>
        <Fact term="E-mail">
          {me.email ? <Name>{me.email}</Name> : <span className="text-muted">None</span>}
        </Fact>
        <Fact term="Managed by">
          <Name>{me.managedBy.name}</Name>
        </Fact>
      </Facts>
      <p className="text-muted">
        To change any of this, ask an administrator of <Name>{me.managedBy.name}</Name>: the profile is
        changed there.
      </p>
    </>
  );
}
