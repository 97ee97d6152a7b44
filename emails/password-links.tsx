import { formatHours } from "@/lib/durations";
import { formatDateTime } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { Note, Paragraph, Title } from "./parts/text";
import { type PlainName, plainName } from "./plain-text";
import { renderEmail } from "./render-email";

type PasswordLinkFacts = {
  organizationName: string;
  name: string;
  username: string;
  expiresAt: Date;
  lifetimeHours: number;
  link: string;
};

type PasswordLinkProps = {
  organizationName: PlainName;
  name: PlainName;
  username: PlainName;
  expires: string;
  lifetime: string;
  link: string;
};

/** For a forgotten password. */
export function ResetPassword(props: PasswordLinkProps) {
  const { organizationName, username } = props;
  return (
    <PasswordLink
      {...props}
      title="A new password"
      action="Set a new password"
      unexpected={`You did not ask for this? Then do nothing: your password stays as it is, and the link ends by itself. If such mails keep coming, tell an administrator of ${organizationName}.`}
    >
      {`Somebody, most likely you, asked for a new password for your account ${username} of ${organizationName}. Choose it on the page to which the button leads.`}
    </PasswordLink>
  );
}

/** For a new account. */
export function FirstPassword(props: PasswordLinkProps) {
  const { organizationName, username } = props;
  return (
    <PasswordLink
      {...props}
      title="Your new account"
      action="Choose a password"
      unexpected={`You did not expect this? Then do nothing: without a password nobody can sign in with the account. If in doubt, ask an administrator of ${organizationName}.`}
    >
      {`There is a new account for you at ${organizationName}: ${username}. Choose its password on the page to which the button leads, then sign in.`}
    </PasswordLink>
  );
}

ResetPassword.PreviewProps = FirstPassword.PreviewProps = {
  organizationName: plainName("Acme Travel"),
  name: plainName("Sam Rivera"),
  username: plainName("sam"),
  expires: "Thursday, 26 November 2026, 14:05 UTC",
  lifetime: "24 hours",
  link: "https://usher.example/set-password/4f3kq0ZsV9c1hPzq7yQpJ2mXw8tRbNnL6uDgEaSxYoI",
} satisfies PasswordLinkProps;

/** The email to send. Takes names as they are stored. */
export async function resetPasswordEmail(facts: PasswordLinkFacts) {
  const props = propsOf(facts);
  const subject = `A new password for ${props.username} at ${props.organizationName}`;
  return { subject, ...(await renderEmail(ResetPassword, props)) };
}

/** The email to send. Takes names as they are stored. */
export async function firstPasswordEmail(facts: PasswordLinkFacts) {
  const props = propsOf(facts);
  return {
    subject: `Your account at ${props.organizationName}`,
    ...(await renderEmail(FirstPassword, props)),
  };
}

function propsOf(facts: PasswordLinkFacts): PasswordLinkProps {
  return {
    organizationName: plainName(facts.organizationName),
    name: plainName(facts.name),
    username: plainName(facts.username),
    expires: formatDateTime(facts.expiresAt),
    lifetime: formatHours(facts.lifetimeHours),
    link: facts.link,
  };
}

type LayoutProps = PasswordLinkProps & {
  title: string;
  action: string;
  unexpected: string;
  children: string;
};

function PasswordLink({ title, action, unexpected, children, ...props }: LayoutProps) {
  return (
    <Frame
      title={title}
      preheader={`For your account ${props.username}. The link works until ${props.expires}.`}
    >
      <Title>{title}</Title>
      <Paragraph>{`Hello ${props.name},`}</Paragraph>
      <Paragraph>{children}</Paragraph>
      <Facts
        facts={{
          "Your account": props.username,
          Organization: props.organizationName,
          "Works until": props.expires,
        }}
      />
      <Action label={action} link={props.link} />
      <Note>
        {`The link works once, within ${props.lifetime} from the sending of this mail. If you have several of these mails, use the newest. Nobody will ever ask you for it, or for your password.`}
      </Note>
      <Note>{unexpected}</Note>
    </Frame>
  );
}
