import { formatLastDay } from "../dates";
import { type PlainName, plainName } from "../plain-name";
import { Action } from "./action";
import { Facts } from "./facts";
import { Frame } from "./frame";
import { Note, Paragraph, Title } from "./text";

export type MembershipEndProps = {
  recipientName: PlainName;
  memberName: PlainName;
  username: PlainName;
  organizationName: PlainName;
  parentName: PlainName;
  lastDay: string;
  link: string;
};

type EndingFrameProps = MembershipEndProps & { title: string; says: string; action: string; hint: string };

/** What the mails about a membership that ends share: whose it is, where, and the last day. */
export function MembershipEndFrame({ title, says, action, hint, ...props }: EndingFrameProps) {
  return (
    <Frame
      title={title}
      preheader={says}
      footer="This mail was sent by a machine that reads no answers. The names in it were chosen by the people who use Usher."
    >
      <Title>{title}</Title>
      <Paragraph>{`Hello ${props.recipientName},`}</Paragraph>
      <Paragraph>{says}</Paragraph>
      <Facts
        facts={{
          User: props.memberName,
          Username: props.username,
          Organization: props.organizationName,
          "Last day": `${props.lastDay} (UTC)`,
        }}
      />
      <Action label={action} link={props.link} />
      <Note>{hint}</Note>
    </Frame>
  );
}

export const previewProps: MembershipEndProps = {
  recipientName: plainName("Alex Moreau"),
  memberName: plainName("Grace Hopper"),
  username: plainName("grace"),
  organizationName: plainName("Acme Travel"),
  parentName: plainName("Meridian Group"),
  lastDay: "Thursday, 3 December 2026",
  link: "https://usher.example/t/meridian/o/5eed0000-0000-4000-8000-000000000002/users/5eed0000-0000-4000-8000-000000000009",
};

export type MembershipEndFacts = {
  recipientName: string;
  memberName: string;
  username: string;
  organizationName: string;
  parentName: string;
  ends: Date;
  link: string;
};

/** Takes names as they are stored; none of them can do harm in the mail. */
export function membershipEndProps(facts: MembershipEndFacts): MembershipEndProps {
  return {
    recipientName: plainName(facts.recipientName),
    memberName: plainName(facts.memberName),
    username: plainName(facts.username),
    organizationName: plainName(facts.organizationName),
    parentName: plainName(facts.parentName),
    lastDay: formatLastDay(facts.ends),
    link: facts.link,
  };
}
