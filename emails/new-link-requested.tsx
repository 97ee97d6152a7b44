import { formatDateTime } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { Note, Paragraph, Title } from "./parts/text";
import { type PlainName, plainName } from "./plain-text";
import { renderEmail } from "./render-email";

type RequestFacts = {
  recipientName: string;
  inviteeName: string;
  username: string;
  organizationName: string;
  requestedAt: Date;
  link: string;
};

type RequestProps = {
  recipientName: PlainName;
  inviteeName: PlainName;
  username: PlainName;
  organizationName: PlainName;
  requested: string;
  link: string;
};

/** For the inviter of an expired invitation, or for those who can invite in their place. */
export function NewLinkRequested(props: RequestProps) {
  const { recipientName, inviteeName, username, organizationName } = props;
  return (
    <Frame
      title="A new link is asked for"
      preheader={`${inviteeName} (${username}) still wants to join ${organizationName}.`}
    >
      <Title>A new link is asked for</Title>
      <Paragraph>{`Hello ${recipientName},`}</Paragraph>
      <Paragraph>
        {`the invitation of ${inviteeName} into ${organizationName} has expired, and whoever has its link asks for a new one.`}
      </Paragraph>
      <Facts facts={{ Invited: inviteeName, Username: username, "Asked on": props.requested }} />
      <Action label="Open the invitation" link={props.link} />
      <Note>
        There you can send it again. If you do nothing, nothing happens: the invitation stays expired.
      </Note>
    </Frame>
  );
}

NewLinkRequested.PreviewProps = {
  recipientName: plainName("Alex Moreau"),
  inviteeName: plainName("Grace Hopper"),
  username: plainName("grace"),
  organizationName: plainName("Acme Travel"),
  requested: "Thursday, 26 November 2026, 14:05 UTC",
  link: "https://usher.example/t/meridian/o/5eed0000-0000-4000-8000-000000000002/users/invitations/5eed0000-0000-4000-8000-000000000009",
} satisfies RequestProps;

/** The email to send. Takes names as they are stored. */
export async function newLinkRequestedEmail(facts: RequestFacts) {
  const props: RequestProps = {
    recipientName: plainName(facts.recipientName),
    inviteeName: plainName(facts.inviteeName),
    username: plainName(facts.username),
    organizationName: plainName(facts.organizationName),
    requested: formatDateTime(facts.requestedAt),
    link: facts.link,
  };
  return {
    subject: `${props.inviteeName} asks for a new link into ${props.organizationName}`,
    ...(await renderEmail(NewLinkRequested, props)),
  };
}
