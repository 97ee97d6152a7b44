import type { ReactNode } from "react";
import { formatDateTime } from "../dates";
import { type PlainName, plainName } from "../plain-name";
import { Action } from "./action";
import { Facts } from "./facts";
import { Frame } from "./frame";
import { Note, Paragraph, Title } from "./text";

export type ResponseProps = {
  inviterName: PlainName;
  inviteeName: PlainName;
  username: PlainName;
  organizationName: PlainName;
  answered: string;
  link: string;
};

type AnswerFrameProps = ResponseProps & { title: string; says: string; children?: ReactNode };

/** What the mails to an inviter about an answer share: whose it is, to what, and how to have no more of them. */
export function ResponseFrame({ title, says, children, ...props }: AnswerFrameProps) {
  return (
    <Frame
      title={title}
      preheader={says}
      footer="This mail was sent by a machine that reads no answers. The names in it were chosen by the people who use Usher."
    >
      <Title>{title}</Title>
      <Paragraph>{`Hello ${props.inviterName},`}</Paragraph>
      <Paragraph>{says}</Paragraph>
      {children}
      <Facts
        facts={{
          Invited: props.inviteeName,
          Username: props.username,
          Organization: props.organizationName,
          "Answered on": props.answered,
        }}
      />
      <Action label="Open the invitation" link={props.link} />
      <Note>You get such mails because you asked for them. The menu at your name turns them off.</Note>
    </Frame>
  );
}

export const previewProps: ResponseProps = {
  inviterName: plainName("Alex Moreau"),
  inviteeName: plainName("Grace Hopper"),
  username: plainName("grace"),
  organizationName: plainName("Acme Travel"),
  answered: "Thursday, 26 November 2026, 14:05 UTC",
  link: "https://usher.example/t/meridian/o/5eed0000-0000-4000-8000-000000000002/users/invitations/5eed0000-0000-4000-8000-000000000009",
};

export type ResponseFacts = {
  inviterName: string;
  inviteeName: string;
  username: string;
  organizationName: string;
  answeredAt: Date;
  link: string;
};

/** Takes names as they are stored; none of them can do harm in the mail. */
export function responseProps(facts: ResponseFacts): ResponseProps {
  return {
    inviterName: plainName(facts.inviterName),
    inviteeName: plainName(facts.inviteeName),
    username: plainName(facts.username),
    organizationName: plainName(facts.organizationName),
    answered: formatDateTime(facts.answeredAt),
    link: facts.link,
  };
}
