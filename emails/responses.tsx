import type { ReactNode } from "react";
import { translatorFor } from "@/i18n/translator";
import { formatDateTime } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { Greeting, Note, Paragraph, Quote, Title } from "./parts/text";
import { type PlainName, type PlainNote, plainName, plainNote } from "./plain-text";
import type { Reader } from "./reader";
import { type Localized, renderEmail } from "./render-email";

type ResponseFacts = {
  inviterName: string;
  inviteeName: string;
  username: string;
  organizationName: string;
  respondedAt: Date;
  link: string;
};

type ResponseProps = {
  inviter: PlainName;
  invitee: PlainName;
  username: PlainName;
  organization: PlainName;
  responded: string;
  link: string;
};

type DeclinedProps = ResponseProps & { reason?: PlainNote };

function InvitationAccepted(props: Localized<ResponseProps>) {
  return <Response {...props} response="accepted" />;
}

function InvitationDeclined({ reason, ...props }: Localized<DeclinedProps>) {
  return (
    <Response {...props} response="declined">
      {reason && (
        <Quote locale={props.locale} by={props.invitee}>
          {reason}
        </Quote>
      )}
    </Response>
  );
}

/** The email to send. Takes names as they are stored. */
export async function acceptedEmail(reader: Reader, facts: ResponseFacts) {
  const t = translatorFor(reader.locale, "emails.response.accepted");
  const props = propsOf(reader, facts);
  return { subject: t("subject", props), ...(await renderEmail(InvitationAccepted, reader.locale, props)) };
}

/** The email to send. Takes names and the reason as they are stored. */
export async function declinedEmail(
  reader: Reader,
  { reason, ...facts }: ResponseFacts & { reason: string | null },
) {
  const t = translatorFor(reader.locale, "emails.response.declined");
  const props: DeclinedProps = propsOf(reader, facts);
  const subject = t("subject", { invitee: props.invitee, organization: props.organization });
  if (reason) props.reason = plainNote(reason);
  return { subject, ...(await renderEmail(InvitationDeclined, reader.locale, props)) };
}

function propsOf(reader: Reader, facts: ResponseFacts): ResponseProps {
  return {
    inviter: plainName(facts.inviterName),
    invitee: plainName(facts.inviteeName),
    username: plainName(facts.username),
    organization: plainName(facts.organizationName),
    responded: formatDateTime(reader, facts.respondedAt),
    link: facts.link,
  };
}

type LayoutProps = Localized<ResponseProps> & { response: "accepted" | "declined"; children?: ReactNode };

function Response({ locale, response, children, ...props }: LayoutProps) {
  const t = translatorFor(locale, "emails.response");
  const { inviter, invitee, username, organization, responded } = props;
  const intro = t(`${response}.intro`, { invitee, organization });
  return (
    <Frame locale={locale} title={t(`${response}.title`)} preheader={intro}>
      <Title>{t(`${response}.title`)}</Title>
      <Greeting locale={locale} name={inviter} />
      <Paragraph>{intro}</Paragraph>
      {children}
      <Action locale={locale} label={t("submit")} link={props.link} />
      <Facts
        facts={[
          [t("invitee"), invitee],
          [t("username"), username],
          [t("organization"), organization],
          [t(`${response}.responded`), responded],
        ]}
      />
      <Note>{t("turnOff")}</Note>
    </Frame>
  );
}
