import { translatorFor } from "@/i18n/translator";
import { formatDateTime } from "./dates";
import { Facts } from "./parts/facts";
import { Frame } from "./parts/frame";
import { type SenderFacts, type SenderProps, senderHeader, senderInFrom, senderProps } from "./parts/sender";
import { Greeting, Note, Paragraph, Title } from "./parts/text";
import { type PlainName, plainName } from "./plain-text";
import type { Reader } from "./reader";
import { type Localized, renderEmail } from "./render-email";

type NoticeKind =
  | "email-changed"
  | "username-changed"
  | "password-changed"
  | "password-set"
  | "account-disabled"
  | "account-deleted";

type NoticeFacts = SenderFacts & {
  name: string;
  username: string;
  organizationName: string;
  /** Null for the account itself. */
  actor: { readonly name: string; readonly username: string } | null;
  happenedAt: Date;
};

type NoticeProps = SenderProps & {
  name: PlainName;
  username: PlainName;
  organization: PlainName;
  /** Who did it. */
  by: string;
  happened: string;
};

/** Sent to the previous address. It doesn't say where emails go instead. */
export const EmailChanged = accountNotice("email-changed");
export const UsernameChanged = accountNotice("username-changed");
/** After a change on the account page. */
export const PasswordChanged = accountNotice("password-changed");
/** After a link was used: the first one of an account, or one for a forgotten password. */
export const PasswordSet = accountNotice("password-set");
export const AccountDisabled = accountNotice("account-disabled");
export const AccountDeleted = accountNotice("account-deleted");

/**
 * An email about an account: what happened, who did it and when, and what to do if that was not expected. It has no
 * links, so that people don't learn to follow links in alarming emails.
 */
function accountNotice(kind: NoticeKind) {
  const component = (props: Localized<NoticeProps>) => <AccountNotice {...props} kind={kind} />;
  return Object.assign(component, { kind });
}

/** The email to send. Takes names as they are stored. */
export async function accountNoticeEmail(reader: Reader, notice: typeof EmailChanged, facts: NoticeFacts) {
  const t = translatorFor(reader.locale, "emails.accountNotice");
  const { kind } = notice;
  const props: NoticeProps = {
    ...senderProps(facts),
    name: plainName(facts.name),
    username: plainName(facts.username),
    organization: plainName(facts.organizationName),
    by: actorText(reader, kind, facts.actor),
    happened: formatDateTime(reader, facts.happenedAt),
  };
  const { username, organization } = props;
  return {
    subject: t(`${kind}.subject`, { username, organization }),
    senderName: senderInFrom(reader, facts),
    ...(await renderEmail(notice, reader.locale, props)),
  };
}

function actorText({ locale }: Reader, kind: NoticeKind, actor: NoticeFacts["actor"]): string {
  const t = translatorFor(locale, "emails.accountNotice.actor");
  if (actor) return t("named", { name: plainName(actor.name), username: plainName(actor.username) });
  return t(kind === "password-set" ? "withLink" : "signedIn");
}

function AccountNotice({ locale, kind, ...props }: Localized<NoticeProps> & { kind: NoticeKind }) {
  const t = translatorFor(locale, "emails.accountNotice");
  const { name, username, organization } = props;
  const intro = t(`${kind}.intro`, { username, organization });
  return (
    <Frame
      locale={locale}
      title={t(`${kind}.title`)}
      header={senderHeader(props, organization)}
      preheader={intro}
    >
      <Title>{t(`${kind}.title`)}</Title>
      <Greeting locale={locale} name={name} />
      <Paragraph>{intro}</Paragraph>
      <Facts
        facts={[
          [t("account"), username],
          [t("organization"), organization],
          [t("actor.label"), props.by],
          [t("happened"), props.happened],
        ]}
      />
      <Note>{t(`${kind}.unexpected`, { organization })}</Note>
    </Frame>
  );
}
