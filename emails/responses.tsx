import type { ReactNode } from "react";
import { formatDateTime } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { Note, Paragraph, Quote, Title } from "./parts/text";
import { type PlainName, type PlainNote, plainName, plainNote } from "./plain-text";
import { renderEmail } from "./render-email";

type ResponseFacts = {
  inviterName: string;
  inviteeName: string;
  username: string;
  organizationName: string;
  respondedAt: Date;
  link: string;
};

type ResponseProps = {
  inviterName: PlainName;
  inviteeName: PlainName;
  username: PlainName;
  organizationName: PlainName;
  responded: string;
  link: string;
};

type DeclinedProps = ResponseProps & { reason?: PlainNote };

export function InvitationAccepted(props: ResponseProps) {
  const { inviteeName, organizationName } = props;
  return (
    <Response
      {...props}
      title="Your invitation was accepted"
      text={`${inviteeName} is now a user of ${organizationName}.`}
    />
  );
}

export function InvitationDeclined({ reason, ...props }: DeclinedProps) {
  const { inviteeName, organizationName } = props;
  return (
    <Response
      {...props}
      title="Your invitation was declined"
      text={`${inviteeName} does not want to be a user of ${organizationName}.`}
    >
      {reason && <Quote by={inviteeName}>{reason}</Quote>}
    </Response>
  );
}

InvitationAccepted.PreviewProps = {
  inviterName: plainName("Alex Moreau"),
  inviteeName: plainName("Grace Hopper"),
  username: plainName("grace"),
  organizationName: plainName("Acme Travel"),
  responded: "Thursday, 26 November 2026, 14:05 UTC",
  link: "https://usher.example/t/meridian/o/5eed0000-0000-4000-8000-000000000002/users/invitations/5eed0000-0000-4000-8000-000000000009",
} satisfies ResponseProps;

InvitationDeclined.PreviewProps = {
  ...InvitationAccepted.PreviewProps,
  reason: plainNote("I have changed teams.\nAsk Linus instead!"),
} satisfies DeclinedProps;

/** The email to send. Takes names as they are stored. */
export async function acceptedEmail(facts: ResponseFacts) {
  const props = propsOf(facts);
  return {
    subject: `${props.inviteeName} accepted your invitation into ${props.organizationName}`,
    ...(await renderEmail(InvitationAccepted, props)),
  };
}

/** The email to send. Takes names and the reason as they are stored. */
export async function declinedEmail({ reason, ...facts }: ResponseFacts & { reason: string | null }) {
  const props: DeclinedProps = propsOf(facts);
  if (reason) props.reason = plainNote(reason);
  return {
    subject: `${props.inviteeName} declined your invitation into ${props.organizationName}`,
    ...(await renderEmail(InvitationDeclined, props)),
  };
}

function propsOf(facts: ResponseFacts): ResponseProps {
  return {
    inviterName: plainName(facts.inviterName),
    inviteeName: plainName(facts.inviteeName),
    username: plainName(facts.username),
    organizationName: plainName(facts.organizationName),
    responded: formatDateTime(facts.respondedAt),
    link: facts.link,
  };
}

type LayoutProps = ResponseProps & { title: string; text: string; children?: ReactNode };

function Response({ title, text, children, ...props }: LayoutProps) {
  return (
    <Frame title={title} preheader={text}>
      <Title>{title}</Title>
      <Paragraph>{`Hello ${props.inviterName},`}</Paragraph>
      <Paragraph>{text}</Paragraph>
      {children}
      <Facts
        facts={{
          Invited: props.inviteeName,
          Username: props.username,
          Organization: props.organizationName,
          "Answered on": props.responded,
        }}
      />
      <Action label="Open the invitation" link={props.link} />
      <Note>You get such mails because you asked for them. The menu at your name turns them off.</Note>
    </Frame>
  );
}
