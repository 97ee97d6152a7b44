import { useTranslations } from "next-intl";
import { HelpArticle, HelpList, helpText } from "./help-article";
import type { HelpProps } from "./help-index";

export function ParentUsersHelp({ from }: HelpProps) {
  const t = useTranslations("help.parent-users");
  const labels = useTranslations("accept");
  return (
    <HelpArticle topic="parent-users" from={from}>
      <p className="text-muted">{t("example")}</p>
      <HelpList
        title={t("who.title")}
        items={{
          parent: t("who.parent"),
          known: t("who.known"),
          email: t("who.email"),
          root: t("who.root"),
        }}
      />
      <HelpList
        title={t("after.title")}
        items={{
          account: t.rich("after.account", { ...helpText, myOrganizations: labels("myOrganizations") }),
          groups: t("after.groups"),
          profile: t("after.profile"),
          end: t("after.end"),
        }}
      />
    </HelpArticle>
  );
}
