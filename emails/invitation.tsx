import { translatorFor } from "@/i18n/translator";
import type { ButtonColors } from "@/lib/color";
import { timeZoneName } from "@/lib/dates";
import { type Permission, permissionText } from "@/lib/permissions";
import { formatExpiry, formatLastDay } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { type SenderFacts, type SenderProps, senderHeader, senderInFrom, senderProps } from "./parts/sender";
import { Greeting, Note, Paragraph, Quote, Title } from "./parts/text";
import { type PlainName, type PlainNote, plainName, plainNames, plainNote } from "./plain-text";
import type { Reader } from "./reader";
import { type Localized, renderEmail } from "./render-email";

type InvitationProps = SenderProps & {
  buttonColor: string;
  buttonLabel: string;
  buttonDarkColor: string;
  buttonDarkLabel: string;
  /** Missing if the inviter's account has been deleted. */
  inviter?: PlainName;
  inviterOrganization?: PlainName;
  organization: PlainName;
  parent: PlainName;
  invitee: PlainName;
  username: PlainName;
  groups?: PlainName;
  abilities?: string;
  note?: PlainNote;
  noteAuthor?: PlainName;
  /** The last day of a membership with an end. */
  lastDay?: string;
  expires: string;
  link: string;
};

export function Invitation({ locale, ...props }: Localized<InvitationProps>) {
  const t = translatorFor(locale, "emails.invitation");
  const { inviter, inviterOrganization, organization, parent, username, lastDay, expires } = props;
  const button = {
    color: props.buttonColor,
    label: props.buttonLabel,
    darkColor: props.buttonDarkColor,
    darkLabel: props.buttonDarkLabel,
  };
  return (
    <Frame
      locale={locale}
      title={t("title", { organization })}
      button={button}
      header={senderHeader(props, organization, button)}
      preheader={t("preheader", { username, expires })}
    >
      <Title>{t("title", { organization })}</Title>
      <Greeting locale={locale} name={props.invitee} />
      <Paragraph>
        {inviter && inviterOrganization
          ? t("intro", { inviter, inviterOrganization, organization })
          : t("introWithoutInviter", { organization })}
      </Paragraph>
      {props.note && props.noteAuthor && (
        <Quote locale={locale} by={props.noteAuthor}>
          {props.note}
        </Quote>
      )}
      <Action locale={locale} label={t("submit")} link={props.link} colors={button} />
      <Facts
        facts={[
          [t("account.label"), t("account.value", { username, parent })],
          [t("groups"), props.groups],
          [t("abilities"), props.abilities],
          [t("lastDay.label"), lastDay],
          [t("expires"), expires],
        ]}
      />
      <Note>{t("nothingYet", { username })}</Note>
      <Note>{t("unexpected", { parent })}</Note>
    </Frame>
  );
}

type InvitationFacts = SenderFacts & {
  button: ButtonColors;
  /** Null if their account has been deleted. */
  inviter: { readonly name: string; readonly organization: string } | null;
  organizationName: string;
  parentName: string;
  inviteeName: string;
  username: string;
  groups: readonly string[];
  /** What the groups allow. */
  abilities: { readonly isAdministrator: boolean; readonly permissions: readonly Permission[] };
  note: string | null;
  noteAuthor: string | null;
  /** Null for no end. */
  membershipEndsAt: Date | null;
  /** The organization's, in which the last day ends. */
  timeZone: string;
  expiresAt: Date;
  lifetimeHours: number;
  link: string;
};

/** The email to send. Takes names and the note as they are stored. */
export async function invitationEmail(reader: Reader, facts: InvitationFacts) {
  const { button, inviter, groups, note, noteAuthor, membershipEndsAt } = facts;
  const abilities = abilitiesText(reader, facts);
  const separator = translatorFor(reader.locale, "common")("listSeparator");
  const props: InvitationProps = {
    ...senderProps(facts),
    buttonColor: button.color,
    buttonLabel: button.label,
    buttonDarkColor: button.darkColor,
    buttonDarkLabel: button.darkLabel,
    ...(inviter && {
      inviter: plainName(inviter.name),
      inviterOrganization: plainName(inviter.organization),
    }),
    organization: plainName(facts.organizationName),
    parent: plainName(facts.parentName),
    invitee: plainName(facts.inviteeName),
    username: plainName(facts.username),
    ...(groups.length > 0 && { groups: plainNames(groups, separator) }),
    ...(abilities && { abilities }),
    ...(note && noteAuthor && { note: plainNote(note), noteAuthor: plainName(noteAuthor) }),
    ...(membershipEndsAt && { lastDay: lastDayText(reader, membershipEndsAt, facts.timeZone) }),
    expires: formatExpiry(reader, facts.lifetimeHours, facts.expiresAt),
    link: facts.link,
  };
  return {
    subject: subjectOf(reader, props),
    senderName: senderInFrom(reader, facts),
    ...(await renderEmail(Invitation, reader.locale, props)),
  };
}

const MAX_ABILITIES = 4;

/** A line for each permission, and one for how many more there are. Empty if the groups allow nothing. */
function abilitiesText({ locale }: Reader, { abilities, parentName }: InvitationFacts): string {
  const { isAdministrator, permissions } = abilities;
  const t = translatorFor(locale);
  if (isAdministrator) return t("accept.abilities.everything");
  const parent = plainName(parentName);
  const lines = permissions
    .slice(0, MAX_ABILITIES)
    .map((permission) => `• ${permissionText(t, permission, parent)}`);
  const count = permissions.length - lines.length;
  return [...lines, ...(count > 0 ? [t("accept.abilities.more", { count })] : [])].join("\n");
}

/** "Thu, Dec 3, 2026 (Pacific Time)" */
function lastDayText({ locale }: Reader, endsAt: Date, timeZone: string): string {
  const there = { locale, timeZone };
  const t = translatorFor(locale, "emails.invitation.lastDay");
  return t("value", { lastDay: formatLastDay(there, endsAt), zone: timeZoneName(there, endsAt) });
}

function subjectOf({ locale }: Reader, { inviter, organization }: InvitationProps): string {
  const t = translatorFor(locale, "emails.invitation");
  return inviter ? t("subject", { inviter, organization }) : t("subjectWithoutInviter", { organization });
}
