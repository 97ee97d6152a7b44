import { useTranslations } from "next-intl";
import { permissionText } from "@/lib/permissions";
import { HelpArticle, HelpList, helpText } from "./help-article";
import type { HelpProps } from "./help-index";

export function PermissionsHelp({ from }: HelpProps) {
  const t = useTranslations("help.permissions");
  const all = useTranslations();
  const pages = useTranslations("frame.navigation.pages");
  return (
    <HelpArticle topic="permissions" from={from}>
      <ul className="card divide-y divide-separator">
        <li className="px-card py-3">
          {t.rich("parts.roles", { ...helpText, permission: permissionText(all, "invitations.delete") })}
        </li>
        <li className="px-card py-3">{t.rich("parts.groups", helpText)}</li>
        <li className="px-card py-3">{t.rich("parts.users", helpText)}</li>
      </ul>
      <HelpList
        ordered
        title={t("give.title")}
        items={{
          role: t.rich("give.role", { ...helpText, roles: pages("roles") }),
          group: t("give.group"),
          member: t.rich("give.member", { ...helpText, groups: pages("groups") }),
        }}
      />
      <HelpList
        title={t("rules.title")}
        items={{
          sum: t("rules.sum"),
          own: t("rules.own"),
          now: t("rules.now"),
          requires: t("rules.requires"),
          children: t("rules.children"),
          administrator: t("rules.administrator"),
        }}
      />
      <section className="flex flex-col gap-2">
        <h2 className="mt-2 text-lg font-semibold">{t("why.title")}</h2>
        <p>{t.rich("why.text", { ...helpText, users: pages("users") })}</p>
      </section>
    </HelpArticle>
  );
}
