import { translatorFor } from "@/i18n/translator";
import { timeZoneName } from "@/lib/dates";
import { formatLastDay } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { Greeting, Note, Paragraph, Title } from "./parts/text";
import { type PlainName, plainName } from "./plain-text";
import type { Reader } from "./reader";
import { type Localized, renderEmail } from "./render-email";

type MembershipEndFacts = {
  recipientName: string;
  memberName: string;
  username: string;
  organizationName: string;
  parentName: string;
  endsAt: Date;
  /** The organization's, in which the last day ends. */
  timeZone: string;
  link: string;
};

type MembershipEndProps = {
  recipient: PlainName;
  member: PlainName;
  username: PlainName;
  organization: PlainName;
  parent: PlainName;
  lastDay: string;
  /** "Pacific Time" */
  zone: string;
  link: string;
};

/** For the member. */
function MyMembershipEnds(props: Localized<MembershipEndProps>) {
  return <MembershipEnd {...props} whose="own" />;
}

/** For the inviter, or for those who can invite in their place. */
function MembershipEnds(props: Localized<MembershipEndProps>) {
  return <MembershipEnd {...props} whose="another" />;
}

/** The email to send. Takes names as they are stored. */
export async function myMembershipEndsEmail(reader: Reader, facts: MembershipEndFacts) {
  const t = translatorFor(reader.locale, "emails.membershipEnd.own");
  const props = propsOf(reader, facts);
  return { subject: t("subject", props), ...(await renderEmail(MyMembershipEnds, reader.locale, props)) };
}

/** The email to send. Takes names as they are stored. */
export async function membershipEndsEmail(reader: Reader, facts: MembershipEndFacts) {
  const t = translatorFor(reader.locale, "emails.membershipEnd.another");
  const props = propsOf(reader, facts);
  return { subject: t("subject", props), ...(await renderEmail(MembershipEnds, reader.locale, props)) };
}

function propsOf({ locale }: Reader, facts: MembershipEndFacts): MembershipEndProps {
  const there = { locale, timeZone: facts.timeZone };
  return {
    recipient: plainName(facts.recipientName),
    member: plainName(facts.memberName),
    username: plainName(facts.username),
    organization: plainName(facts.organizationName),
    parent: plainName(facts.parentName),
    lastDay: formatLastDay(there, facts.endsAt),
    zone: timeZoneName(there, facts.endsAt),
    link: facts.link,
  };
}

function MembershipEnd({
  locale,
  whose,
  ...props
}: Localized<MembershipEndProps> & { whose: "own" | "another" }) {
  const t = translatorFor(locale, "emails.membershipEnd");
  const { recipient, member, username, organization, parent, lastDay } = props;
  const intro = t(`${whose}.intro`, { member, organization, lastDay });
  return (
    <Frame locale={locale} title={t(`${whose}.title`)} preheader={intro}>
      <Title>{t(`${whose}.title`)}</Title>
      <Greeting locale={locale} name={recipient} />
      <Paragraph>{intro}</Paragraph>
      <Action locale={locale} label={t(`${whose}.submit`)} link={props.link} />
      <Facts
        facts={[
          [t("user"), member],
          [t("username"), username],
          [t("organization"), organization],
          [t("lastDay.label"), t("lastDay.value", { lastDay, zone: props.zone })],
        ]}
      />
      <Note>{t(`${whose}.next`, { organization, parent })}</Note>
    </Frame>
  );
}
