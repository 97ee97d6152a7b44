import { formatLastDay } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { Note, Paragraph, Title } from "./parts/text";
import { type PlainName, plainName } from "./plain-text";
import { renderEmail } from "./render-email";

type MembershipEndFacts = {
  recipientName: string;
  memberName: string;
  username: string;
  organizationName: string;
  parentName: string;
  endsAt: Date;
  link: string;
};

type MembershipEndProps = {
  recipientName: PlainName;
  memberName: PlainName;
  username: PlainName;
  organizationName: PlainName;
  parentName: PlainName;
  lastDay: string;
  link: string;
};

/** For the member. */
export function MyMembershipEnds(props: MembershipEndProps) {
  const { organizationName, parentName, lastDay } = props;
  return (
    <MembershipEnd
      {...props}
      title="Your membership ends"
      text={`You are a user of ${organizationName} until the end of ${lastDay}.`}
      action="My organizations"
      hint={`There is nothing that you must do. Your account stays with ${parentName}. If you need longer, ask an administrator of ${organizationName}.`}
    />
  );
}

/** For the inviter, or for those who can invite in their place. */
export function MembershipEnds(props: MembershipEndProps) {
  const { memberName, organizationName, lastDay } = props;
  return (
    <MembershipEnd
      {...props}
      title="A membership ends"
      text={`${memberName}, who came by invitation, is a user of ${organizationName} until the end of ${lastDay}.`}
      action="Open the user"
      hint="There the last day can be changed or removed. If you do nothing, the membership ends by itself."
    />
  );
}

MembershipEnds.PreviewProps = {
  recipientName: plainName("Alex Moreau"),
  memberName: plainName("Grace Hopper"),
  username: plainName("grace"),
  organizationName: plainName("Acme Travel"),
  parentName: plainName("Meridian Group"),
  lastDay: "Thursday, 3 December 2026",
  link: "https://usher.example/t/meridian/o/5eed0000-0000-4000-8000-000000000002/users/5eed0000-0000-4000-8000-000000000009",
} satisfies MembershipEndProps;

MyMembershipEnds.PreviewProps = {
  ...MembershipEnds.PreviewProps,
  recipientName: plainName("Grace Hopper"),
  link: "https://usher.example/my-organizations",
} satisfies MembershipEndProps;

/** The email to send. Takes names as they are stored. */
export async function myMembershipEndsEmail(facts: MembershipEndFacts) {
  const props = propsOf(facts);
  return {
    subject: `You are a user of ${props.organizationName} until ${props.lastDay}`,
    ...(await renderEmail(MyMembershipEnds, props)),
  };
}

/** The email to send. Takes names as they are stored. */
export async function membershipEndsEmail(facts: MembershipEndFacts) {
  const props = propsOf(facts);
  return {
    subject: `${props.memberName} is a user of ${props.organizationName} until ${props.lastDay}`,
    ...(await renderEmail(MembershipEnds, props)),
  };
}

function propsOf(facts: MembershipEndFacts): MembershipEndProps {
  return {
    recipientName: plainName(facts.recipientName),
    memberName: plainName(facts.memberName),
    username: plainName(facts.username),
    organizationName: plainName(facts.organizationName),
    parentName: plainName(facts.parentName),
    lastDay: formatLastDay(facts.endsAt),
    link: facts.link,
  };
}

type LayoutProps = MembershipEndProps & { title: string; text: string; action: string; hint: string };

function MembershipEnd({ title, text, action, hint, ...props }: LayoutProps) {
  return (
    <Frame title={title} preheader={text}>
      <Title>{title}</Title>
      <Paragraph>{`Hello ${props.recipientName},`}</Paragraph>
      <Paragraph>{text}</Paragraph>
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
