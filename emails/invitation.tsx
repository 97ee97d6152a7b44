import { formatHours } from "@/lib/durations";
import { formatDateTime, formatLastDay } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { type SenderFacts, type SenderProps, senderHeader, senderInFrom, senderProps } from "./parts/sender";
import type { ButtonColors } from "./parts/styles";
import { Note, Paragraph, Quote, Title } from "./parts/text";
import { type PlainName, plainName, plainNames } from "./plain-name";
import { type PlainNote, plainNote } from "./plain-note";
import { renderEmail } from "./render-email";

type InvitationProps = SenderProps & {
  buttonColor: string;
  buttonLabel: string;
  buttonDarkEdge: string;
  inviterName: PlainName;
  organizationName: PlainName;
  parentName: PlainName;
  inviteeName: PlainName;
  username: PlainName;
  groups: PlainName;
  /** A mail with a note is drawn apart from one without. */
  note?: PlainNote;
  /** A mail about a membership with an end is drawn apart from one without. */
  lastDay?: string;
  expires: string;
  lifetime: string;
  link: string;
};

export default function Invitation(props: InvitationProps) {
  const { inviterName, organizationName, parentName, inviteeName, username, groups } = props;
  const button = { color: props.buttonColor, label: props.buttonLabel, darkEdge: props.buttonDarkEdge };
  return (
    <Frame
      title="Invitation"
      button={button}
      header={senderHeader(props, organizationName)}
      preheader={`For your account ${username}. Open until ${props.expires}.`}
      footer="This mail was sent by a machine that reads no answers. The names in it were chosen by the people who use Usher."
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
          ...(props.lastDay && { "Member until": `the end of ${props.lastDay} (UTC)` }),
          "Open until": props.expires,
        }}
      />
      <Action label="Accept invitation" link={props.link} look={button} />
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
  buttonDarkEdge: "#a1a1aa",
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

export function invitationSubject(names: Pick<InvitationProps, "inviterName" | "organizationName">): string {
  return `${names.inviterName} invites you to ${names.organizationName}`;
}

type Invited = SenderFacts & {
  button: ButtonColors;
  inviterName: string;
  organizationName: string;
  parentName: string;
  inviteeName: string;
  username: string;
  groups: readonly string[];
  note: string | null;
  /** When the membership would end; null for no end. */
  membershipEnds: Date | null;
  expiresAt: Date;
  lifetimeHours: number;
  link: string;
};

/** The mail as it is sent. Takes names as they are stored; none of them can do harm in it. */
export async function invitationEmail(invited: Invited) {
  const { button } = invited;
  const props: InvitationProps = {
    ...senderProps(invited),
    buttonColor: button.color,
    buttonLabel: button.label,
    buttonDarkEdge: button.darkEdge,
    inviterName: plainName(invited.inviterName),
    organizationName: plainName(invited.organizationName),
    parentName: plainName(invited.parentName),
    inviteeName: plainName(invited.inviteeName),
    username: plainName(invited.username),
    groups: invited.groups.length > 0 ? plainNames(invited.groups) : plainName("none yet"),
    ...(invited.note && { note: plainNote(invited.note) }),
    ...(invited.membershipEnds && { lastDay: formatLastDay(invited.membershipEnds) }),
    expires: formatDateTime(invited.expiresAt),
    lifetime: formatHours(invited.lifetimeHours),
    link: invited.link,
  };
  return {
    subject: invitationSubject(props),
    senderName: senderInFrom(invited),
    ...(await renderEmail(Invitation, props)),
  };
}
