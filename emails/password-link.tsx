import {
  PasswordFrame,
  type PasswordLinkFacts,
  type PasswordLinkProps,
  passwordLinkProps,
  previewProps,
} from "./parts/password-frame";
import { renderEmail } from "./render-email";

/** For somebody who has forgotten their password. */
export default function PasswordLink(props: PasswordLinkProps) {
  const { organizationName, username } = props;
  return (
    <PasswordFrame
      {...props}
      title="A new password"
      action="Set a new password"
      unexpected={`You did not ask for this? Then do nothing: your password stays as it is, and the link ends by itself. If such mails keep coming, tell an administrator of ${organizationName}.`}
    >
      {`Somebody, most likely you, asked for a new password for your account ${username} of ${organizationName}. Choose it on the page to which the button leads.`}
    </PasswordFrame>
  );
}

PasswordLink.PreviewProps = previewProps;

/** The mail as it is sent. */
export async function passwordLinkEmail(facts: PasswordLinkFacts) {
  const props = passwordLinkProps(facts);
  const subject = `A new password for ${props.username} at ${props.organizationName}`;
  return { subject, ...(await renderEmail(PasswordLink, props)) };
}
