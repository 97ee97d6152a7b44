import { translatorFor } from "@/i18n/translator";
import { formatExpiry } from "./dates";
import { Action } from "./parts/action";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { Greeting, Note, Paragraph, Title } from "./parts/text";
import { type PlainName, plainName } from "./plain-text";
import type { Reader } from "./reader";
import { type Localized, renderEmail } from "./render-email";

type PasswordLinkFacts = {
  organizationName: string;
  name: string;
  username: string;
  expiresAt: Date;
  lifetimeHours: number;
  link: string;
};

type PasswordLinkProps = {
  organization: PlainName;
  name: PlainName;
  username: PlainName;
  expires: string;
  link: string;
};

/** For a forgotten password. */
export function ResetPassword(props: Localized<PasswordLinkProps>) {
  return <PasswordLink {...props} reason="reset" />;
}

/** For a new account. */
export function FirstPassword(props: Localized<PasswordLinkProps>) {
  return <PasswordLink {...props} reason="first" />;
}

/** The email to send. Takes names as they are stored. */
export async function resetPasswordEmail(reader: Reader, facts: PasswordLinkFacts) {
  const t = translatorFor(reader.locale, "emails.passwordLink.reset");
  const props = propsOf(reader, facts);
  return { subject: t("subject", props), ...(await renderEmail(ResetPassword, reader.locale, props)) };
}

/** The email to send. Takes names as they are stored. */
export async function firstPasswordEmail(reader: Reader, facts: PasswordLinkFacts) {
  const t = translatorFor(reader.locale, "emails.passwordLink.first");
  const props = propsOf(reader, facts);
  return { subject: t("subject", props), ...(await renderEmail(FirstPassword, reader.locale, props)) };
}

function propsOf(reader: Reader, facts: PasswordLinkFacts): PasswordLinkProps {
  return {
    organization: plainName(facts.organizationName),
    name: plainName(facts.name),
    username: plainName(facts.username),
    expires: formatExpiry(reader, facts.lifetimeHours, facts.expiresAt),
    link: facts.link,
  };
}

function PasswordLink({
  locale,
  reason,
  ...props
}: Localized<PasswordLinkProps> & { reason: "reset" | "first" }) {
  const t = translatorFor(locale, "emails.passwordLink");
  const { organization, name, username, expires, link } = props;
  return (
    <Frame locale={locale} title={t(`${reason}.title`)} preheader={t("preheader", { username, expires })}>
      <Title>{t(`${reason}.title`)}</Title>
      <Greeting locale={locale} name={name} />
      <Paragraph>{t(`${reason}.intro`, { username, organization })}</Paragraph>
      <Action locale={locale} label={t(`${reason}.submit`)} link={link} />
      <Facts
        facts={[
          [t("account"), username],
          [t("organization"), organization],
          [t("expires"), expires],
        ]}
      />
      <Note>{t("once")}</Note>
      <Note>{t(`${reason}.unexpected`, { organization })}</Note>
    </Frame>
  );
}
