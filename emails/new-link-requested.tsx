import { formatDateTime } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { Note, Paragraph, Title } from "./parts/text";
import { type PlainName, plainName } from "./plain-name";
import { renderEmail } from "./render-email";

type LinkAskedProps = {
  recipientName: PlainName;
  inviteeName: PlainName;
  username: PlainName;
  organizationName: PlainName;
  asked: string;
  link: string;
};

/** For the inviter of somebody whose invitation has expired, or those who may invite in their place. */
export default function NewLinkRequested(props: LinkAskedProps) {
  const { recipientName, inviteeName, username, organizationName } = props;
  return (
    <Frame
      title="A new link is asked for"
      preheader={`${inviteeName} (${username}) still wants to join ${organizationName}.`}
      footer="This mail was sent by a machine that reads no answers. The names in it were chosen by the people who use Usher."
    >
      <Title>A new link is asked for</Title>
      <Paragraph>{`Hello ${recipientName},`}</Paragraph>
      <Paragraph>
        {`the invitation of ${inviteeName} into ${organizationName} has expired, and whoever has its link asks for a new one.`}
      </Paragraph>
      <Facts facts={{ Invited: inviteeName, Username: username, "Asked on": props.asked }} />
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
  asked: "Thursday, 26 November 2026, 14:05 UTC",
  link: "https://usher.example/t/meridian/o/5eed0000-0000-4000-8000-000000000002/users/invitations/5eed0000-0000-4000-8000-000000000009",
} satisfies LinkAskedProps;

type Asked = {
  recipientName: string;
  inviteeName: string;
  username: string;
  organizationName: string;
  askedAt: Date;
  link: string;
};

/** The mail as it is sent. Takes names as they are stored; none of them can do harm in it. */
export async function newLinkRequestedEmail(asked: Asked) {
  const props: LinkAskedProps = {
    recipientName: plainName(asked.recipientName),
    inviteeName: plainName(asked.inviteeName),
    username: plainName(asked.username),
    organizationName: plainName(asked.organizationName),
    asked: formatDateTime(asked.askedAt),
    link: asked.link,
  };
  return {
    subject: `${props.inviteeName} asks for a new link into ${props.organizationName}`,
    ...(await renderEmail(NewLinkRequested, props)),
  };
}
