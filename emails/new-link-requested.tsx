import { translatorFor } from "@/i18n/translator";
import { formatDateTime } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { Greeting, Note, Paragraph, Title } from "./parts/text";
import { type PlainName, plainName } from "./plain-text";
import type { Reader } from "./reader";
import { type Localized, renderEmail } from "./render-email";

type RequestFacts = {
  recipientName: string;
  inviteeName: string;
  username: string;
  organizationName: string;
  requestedAt: Date;
  link: string;
};

type RequestProps = {
  recipient: PlainName;
  invitee: PlainName;
  username: PlainName;
  organization: PlainName;
  requested: string;
  link: string;
};

/** For the inviter of an expired invitation, or for those who can invite in their place. */
function NewLinkRequested({ locale, ...props }: Localized<RequestProps>) {
  const t = translatorFor(locale, "emails.newLinkRequest");
  const { recipient, invitee, username, organization, requested } = props;
  return (
    <Frame locale={locale} title={t("title")} preheader={t("preheader", { invitee, username, organization })}>
      <Title>{t("title")}</Title>
      <Greeting locale={locale} name={recipient} />
      <Paragraph>{t("intro", { invitee, organization })}</Paragraph>
      <Action locale={locale} label={t("submit")} link={props.link} />
      <Facts
        facts={[
          [t("invitee"), invitee],
          [t("username"), username],
          [t("requested"), requested],
        ]}
      />
      <Note>{t("next")}</Note>
    </Frame>
  );
}

/** The email to send. Takes names as they are stored. */
export async function newLinkRequestedEmail(reader: Reader, facts: RequestFacts) {
  const t = translatorFor(reader.locale, "emails.newLinkRequest");
  const props: RequestProps = {
    recipient: plainName(facts.recipientName),
    invitee: plainName(facts.inviteeName),
    username: plainName(facts.username),
    organization: plainName(facts.organizationName),
    requested: formatDateTime(reader, facts.requestedAt),
    link: facts.link,
  };
  return { subject: t("subject", props), ...(await renderEmail(NewLinkRequested, reader.locale, props)) };
}
