import type { ButtonColors } from "@/lib/color";
import { formatHours } from "@/lib/durations";
import { formatDateTime, formatLastDay } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { type SenderFacts, type SenderProps, senderHeader, senderInFrom, senderProps } from "./parts/sender";
import { Note, Paragraph, Quote, Title } from "./parts/text";
import { type PlainName, type PlainNote, plainName, plainNames, plainNote } from "./plain-text";
import { renderEmail } from "./render-email";

type InvitationProps = SenderProps & {
  buttonColor: string;
  buttonLabel: string;
  buttonDarkBorder: string;
  inviterName: PlainName;
  organizationName: PlainName;
  parentName: PlainName;
  inviteeName: PlainName;
  username: PlainName;
  groups: PlainName;
  note?: PlainNote;
  /** The last day of a membership with an end. */
  lastDay?: string;
  expires: string;
  lifetime: string;
  link: string;
};

export function Invitation(props: InvitationProps) {
  const { inviterName, organizationName, parentName, inviteeName, username, groups } = props;
  const button = { color: props.buttonColor, label: props.buttonLabel, darkBorder: props.buttonDarkBorder };
  return (
    <Frame
      title="Invitation"
      button={button}
      header={senderHeader(props, organizationName)}
      preheader={`For your account ${username}. Open until ${props.expires}.`}
    >
      <Title>{`Join ${organizationName}`}</Title>
      <Paragraph>{`Hello ${inviteeName},`}</Paragraph>
      <Paragraph>
        {`${inviterName} invites you, a user of ${parentName}, to be a user of ${organizationName} too.`}
      </Paragraph>
      {props.note && <Quote by={inviterName}>{props.note}</Quote>}
      <Facts
        facts={{
          "Invited by": inviterName,
          Organization: organizationName,
          "Your account": username,
          Groups: groups,
          "Member until": props.lastDay && `the end of ${props.lastDay} (UTC)`,
          "Open until": props.expires,
        }}
      />
      <Action label="Accept invitation" link={props.link} colors={button} />
      <Note>
        {`The invitation is open for ${props.lifetime} from the sending of this mail. Opening the address changes nothing: you sign in there as ${username}, and then accept or decline.`}
      </Note>
      <Note>
        {`You did not expect this? Then do nothing: the invitation ends by itself, and your account stays as it is. If in doubt, ask an administrator of ${parentName}.`}
      </Note>
    </Frame>
  );
}

Invitation.PreviewProps = {
  senderName: plainName("Acme Travel"),
  buttonColor: "#0f766e",
  buttonLabel: "#ffffff",
  buttonDarkBorder: "#a1a1aa",
  inviterName: plainName("Alex Moreau"),
  organizationName: plainName("Acme Travel"),
  parentName: plainName("Meridian Group"),
  inviteeName: plainName("Grace Hopper"),
  username: plainName("grace"),
  groups: plainNames(["Booking managers", "Support"]),
  note: plainNote("Hi Grace, this is for the migration.\nSee you on Monday!"),
  expires: "Thursday, 26 November 2026, 14:05 UTC",
  lifetime: "72 hours",
  link: "https://usher.example/accept/4f3kq0ZsV9c1hPzq7yQpJ2mXw8tRbNnL6uDgEaSxYoI",
} satisfies InvitationProps;

type InvitationFacts = SenderFacts & {
  button: ButtonColors;
  inviterName: string;
  organizationName: string;
  parentName: string;
  inviteeName: string;
  username: string;
  groups: readonly string[];
  note: string | null;
  /** Null for no end. */
  membershipEndsAt: Date | null;
  expiresAt: Date;
  lifetimeHours: number;
  link: string;
};

/** The email to send. Takes names and the note as they are stored. */
export async function invitationEmail(facts: InvitationFacts) {
  const { button, note, membershipEndsAt } = facts;
  const props: InvitationProps = {
    ...senderProps(facts),
    buttonColor: button.color,
    buttonLabel: button.label,
    buttonDarkBorder: button.darkBorder,
    inviterName: plainName(facts.inviterName),
    organizationName: plainName(facts.organizationName),
    parentName: plainName(facts.parentName),
    inviteeName: plainName(facts.inviteeName),
    username: plainName(facts.username),
    groups: facts.groups.length > 0 ? plainNames(facts.groups) : plainName("none yet"),
    expires: formatDateTime(facts.expiresAt),
    lifetime: formatHours(facts.lifetimeHours),
    link: facts.link,
  };
  if (note) props.note = plainNote(note);
  if (membershipEndsAt) props.lastDay = formatLastDay(membershipEndsAt);
  return {
    subject: `${props.inviterName} invites you to ${props.organizationName}`,
    senderName: senderInFrom(facts),
    ...(await renderEmail(Invitation, props)),
  };
}
