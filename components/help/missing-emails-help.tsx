import { useTranslations } from "next-intl";
import { HelpArticle, HelpList, helpText } from "./help-article";
import type { HelpProps } from "./help-index";

/** For inviters and for invitees. Names screens as they are labeled. */
export function MissingEmailsHelp({ from }: HelpProps) {
  const t = useTranslations("help.missing-emails");
  const pages = useTranslations("frame.navigation.pages");
  const invitations = useTranslations("invitations.list");
  const accept = useTranslations("accept");
  const myOrganizations = accept("myOrganizations");
  return (
    <HelpArticle topic="missing-emails" from={from}>
      <HelpList
        ordered
        title={t("inviter.title")}
        items={{
          state: t.rich("inviter.state", {
            ...helpText,
            users: pages("users"),
            invitationsTab: invitations("label"),
          }),
          address: t("inviter.address"),
          spam: t("inviter.spam"),
          resend: t("inviter.resend"),
          without: t.rich("inviter.without", { ...helpText, myOrganizations }),
        }}
      />
      <HelpList
        ordered
        title={t("invitee.title")}
        items={{
          spam: t("invitee.spam"),
          address: t("invitee.address"),
          accept: t.rich("invitee.accept", { ...helpText, myOrganizations }),
          expired: t.rich("invitee.expired", {
            ...helpText,
            requestLink: accept("ended.askForLink.submit"),
          }),
          ask: t("invitee.ask"),
        }}
      />
    </HelpArticle>
  );
}
