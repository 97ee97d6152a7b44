import {
  PasswordFrame,
  type PasswordLinkFacts,
  type PasswordLinkProps,
  passwordLinkProps,
  previewProps,
} from "./parts/password-frame";
import { renderEmail } from "./render-email";

/** For somebody whose account is new. */
export default function FirstPassword(props: PasswordLinkProps) {
  const { organizationName, username } = props;
  return (
    <PasswordFrame
      {...props}
      title="Your new account"
      action="Choose a password"
      unexpected={`You did not expect this? Then do nothing: without a password nobody can sign in with the account. If in doubt, ask an administrator of ${organizationName}.`}
    >
      {`There is a new account for you at ${organizationName}: ${username}. Choose its password on the page to which the button leads, then sign in.`}
    </PasswordFrame>
  );
}

FirstPassword.PreviewProps = previewProps;

/** The mail as it is sent. */
export async function firstPasswordEmail(facts: PasswordLinkFacts) {
  const props = passwordLinkProps(facts);
  return {
    subject: `Your account at ${props.organizationName}`,
    ...(await renderEmail(FirstPassword, props)),
  };
}
