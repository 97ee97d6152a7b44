import { formatDateTime } from "../dates";
import { type PlainName, plainName } from "../plain-name";
import { Facts } from "./facts";
import { Frame } from "./frame";
import { type SenderFacts, type SenderProps, senderHeader, senderProps } from "./sender";
import { Note, Paragraph, Title } from "./text";

export type NoticeProps = SenderProps & {
  name: PlainName;
  username: PlainName;
  organizationName: PlainName;
  /** Who did it. */
  by: string;
  happened: string;
};

type NoticeFrameProps = NoticeProps & { title: string; says: string; unexpected: string };

/**
 * What the emails about an account share: what was done to it, by whom and when, and what to do if that wasn't expected.
 * They have no link, so that nobody learns to follow one in an alarming email.
 */
export function NoticeFrame({ title, says, unexpected, ...props }: NoticeFrameProps) {
  return (
    <Frame
      title={title}
      header={senderHeader(props, props.organizationName)}
      preheader={says}
      footer="This email was sent automatically, and nobody reads replies. The names in it were chosen by the people who use Usher."
    >
      <Title>{title}</Title>
      <Paragraph>{`Hello ${props.name},`}</Paragraph>
      <Paragraph>{says}</Paragraph>
      <Facts
        facts={{
          "Your account": props.username,
          Organization: props.organizationName,
          "Done by": props.by,
          "Done on": props.happened,
        }}
      />
      <Note>{unexpected}</Note>
    </Frame>
  );
}

export const previewProps: NoticeProps = {
  senderName: plainName("Meridian Group"),
  name: plainName("Grace Hopper"),
  username: plainName("grace"),
  organizationName: plainName("Meridian Group"),
  by: "Ada Lovelace (ada)",
  happened: "Thursday, 26 November 2026, 14:05 UTC",
};

export type NoticeFacts = SenderFacts & {
  name: string;
  username: string;
  organizationName: string;
  /** Null for the account itself. */
  actor: { readonly name: string; readonly username: string } | null;
  happenedAt: Date;
};

/**
 * Takes names as they are stored; none of them can do harm in the email.
 * @param byAccount who did it when it was the account itself, in words
 */
export function noticeProps(
  facts: NoticeFacts,
  byAccount = "Someone who was signed in to the account",
): NoticeProps {
  const { actor } = facts;
  return {
    ...senderProps(facts),
    name: plainName(facts.name),
    username: plainName(facts.username),
    organizationName: plainName(facts.organizationName),
    by: actor ? `${plainName(actor.name)} (${plainName(actor.username)})` : byAccount,
    happened: formatDateTime(facts.happenedAt),
  };
}
