import { formatDateTime } from "./dates";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { type SenderFacts, type SenderProps, senderHeader, senderInFrom, senderProps } from "./parts/sender";
import { Note, Paragraph, Title } from "./parts/text";
import { type PlainName, plainName } from "./plain-text";
import { renderEmail } from "./render-email";

type NoticeFacts = SenderFacts & {
  name: string;
  username: string;
  organizationName: string;
  /** Null for the account itself. */
  actor: { readonly name: string; readonly username: string } | null;
  happenedAt: Date;
};

type NoticeProps = SenderProps & {
  name: PlainName;
  username: PlainName;
  organizationName: PlainName;
  /** Who did it. */
  by: string;
  happened: string;
};

type NoticeText = {
  readonly title: string;
  readonly subject: (props: NoticeProps) => string;
  readonly event: (props: NoticeProps) => string;
  /** What to do if the recipient did not expect it. */
  readonly unexpected: (props: NoticeProps) => string;
  /** Who did it if the account did it itself. */
  readonly byAccount?: string | undefined;
};

/**
 * An email about an account: what happened, who did it and when, and what to do if that was not expected. It has no
 * links, so that people don't learn to follow links in alarming emails.
 */
function accountNotice(text: NoticeText) {
  const component = (props: NoticeProps) => <AccountNotice {...props} text={text} />;
  return Object.assign(component, { text, PreviewProps: previewProps });
}

const previewProps: NoticeProps = {
  senderName: plainName("Meridian Group"),
  name: plainName("Grace Hopper"),
  username: plainName("grace"),
  organizationName: plainName("Meridian Group"),
  by: "Ada Lovelace (ada)",
  happened: "Thursday, 26 November 2026, 14:05 UTC",
};

/** Sent to the previous address. It doesn't say where emails go instead. */
export const EmailChanged = accountNotice({
  title: "Your email address was changed",
  subject: ({ username }) => `The email address of your account ${username} was changed`,
  event: ({ username, organizationName }) =>
    `The email address of your account ${username} at ${organizationName} was changed. Emails about the account no longer come to this address.`,
  unexpected: ({ organizationName }) =>
    `You didn't expect this? Tell an administrator of ${organizationName} immediately: links to set a new password no longer come to you.`,
});

export const UsernameChanged = accountNotice({
  title: "Your username was changed",
  subject: ({ username, organizationName }) => `Your username at ${organizationName} is now ${username}`,
  event: ({ username, organizationName }) =>
    `The username of your account at ${organizationName} was changed. It is now ${username}. Sign in with it and the password that you already have.`,
  unexpected: ({ organizationName }) =>
    `You didn't expect this? Ask an administrator of ${organizationName}.`,
});

/** After a change on the account page. */
export const PasswordChanged = passwordNotice("changed");

/** After a link was used: the first one of an account, or one for a forgotten password. */
export const PasswordSet = passwordNotice("set", "Someone with the link that was emailed to this address");

export const AccountDisabled = accountNotice({
  title: "Your account was disabled",
  subject: ({ username, organizationName }) => `Your account ${username} at ${organizationName} was disabled`,
  event: ({ username, organizationName }) =>
    `Your account ${username} at ${organizationName} was disabled. You're signed out everywhere, and you can't sign in until the account is enabled again.`,
  unexpected: ({ organizationName }) =>
    `You didn't expect this? Ask an administrator of ${organizationName}.`,
});

export const AccountDeleted = accountNotice({
  title: "Your account was deleted",
  subject: ({ username, organizationName }) => `Your account ${username} at ${organizationName} was deleted`,
  event: ({ username, organizationName }) =>
    `Your account ${username} at ${organizationName} was deleted. You're signed out everywhere, and you can't sign in again.`,
  unexpected: () => "You didn't expect this? Ask the administrator who is named above.",
});

function passwordNotice(verb: "changed" | "set", byAccount?: string) {
  return accountNotice({
    title: `Your password was ${verb}`,
    subject: ({ username }) => `The password of your account ${username} was ${verb}`,
    event: ({ username, organizationName }) =>
      `The password of your account ${username} at ${organizationName} was ${verb}. All other sessions of the account have ended.`,
    unexpected: ({ organizationName }) =>
      `You didn't do this? Set a new password: choose “Forgot password?” on the sign-in page of ${organizationName}. Then tell an administrator there.`,
    byAccount,
  });
}

/** The email to send. Takes names as they are stored. */
export async function accountNoticeEmail(notice: typeof EmailChanged, facts: NoticeFacts) {
  const { subject, byAccount = "Someone who was signed in to the account" } = notice.text;
  const { actor } = facts;
  const props: NoticeProps = {
    ...senderProps(facts),
    name: plainName(facts.name),
    username: plainName(facts.username),
    organizationName: plainName(facts.organizationName),
    by: actor ? `${plainName(actor.name)} (${plainName(actor.username)})` : byAccount,
    happened: formatDateTime(facts.happenedAt),
  };
  return {
    subject: subject(props),
    senderName: senderInFrom(facts),
    ...(await renderEmail(notice, props)),
  };
}

function AccountNotice({ text, ...props }: NoticeProps & { text: NoticeText }) {
  const event = text.event(props);
  return (
    <Frame title={text.title} header={senderHeader(props, props.organizationName)} preheader={event}>
      <Title>{text.title}</Title>
      <Paragraph>{`Hello ${props.name},`}</Paragraph>
      <Paragraph>{event}</Paragraph>
      <Facts
        facts={{
          "Your account": props.username,
          Organization: props.organizationName,
          "Done by": props.by,
          "Done on": props.happened,
        }}
      />
      <Note>{text.unexpected(props)}</Note>
    </Frame>
  );
}
