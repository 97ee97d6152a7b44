import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { CheckIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";
import { PageMark } from "@/components/ui/page-mark";
import { PlainPage } from "@/components/ui/plain-page";
import { dayTag, richText } from "@/components/ui/rich-text";
import type { Welcome } from "@/db/memberships/find-welcome";
import { AbilityList } from "./ability-list";

type WelcomePageProps = {
  readonly welcome: Welcome;
  /** The account menu. */
  readonly corner: ReactNode;
  readonly organizationHref: string;
  readonly myOrganizationsHref: string;
};

/** What a new member has and can do in the organization, and a button to start. */
export function WelcomePage({ welcome, corner, organizationHref, myOrganizationsHref }: WelcomePageProps) {
  const { organization, inviterName, groups, notGranted, ends, abilities } = welcome;
  const t = useTranslations("accept.welcome");
  const hasWork = abilities.permissions.length > 0;
  return (
    <PlainPage
      title={t("title", { organization: organization.name })}
      mark={
        <PageMark tone="success">
          <CheckIcon />
        </PageMark>
      }
      host={organization}
      corner={corner}
    >
      {inviterName && (
        <p className="-mt-3 text-base text-muted">
          {t.rich("invitedBy", { ...richText, inviter: inviterName })}
        </p>
      )}
      <DescriptionList>
        <DescriptionItem term={t("groups")}>
          <Groups groups={groups} notGranted={notGranted} />
        </DescriptionItem>
        <DescriptionItem term={t(hasWork ? "abilities" : "permissions")}>
          <AbilityList abilities={abilities} parent={welcome.parentName} nothing={t("noAbilities")} />
        </DescriptionItem>
        {ends && (
          <DescriptionItem term={t("memberUntil")}>
            {t.rich("endOfDay", { day: dayTag(ends, organization.timeZone) })}
          </DescriptionItem>
        )}
      </DescriptionList>
      <p>{t.rich("next", { ...richText, organization: organization.name })}</p>
      <div className="flex flex-wrap gap-2">
        {hasWork && (
          <ButtonLink href={organizationHref} variant="primary" size="lg" newDocument>
            <bdi className="truncate">{t("open", { organization: organization.name })}</bdi>
          </ButtonLink>
        )}
        <ButtonLink
          href={myOrganizationsHref}
          variant={hasWork ? "outline" : "primary"}
          size="lg"
          newDocument
        >
          {t("myOrganizations")}
        </ButtonLink>
      </div>
    </PlainPage>
  );
}

function Groups({ groups, notGranted }: Pick<Welcome, "groups" | "notGranted">) {
  const t = useTranslations("accept.welcome");
  const missing = Object.entries(notGranted);
  if (groups.length === 0 && missing.length === 0) return <span className="text-muted">{t("noGroups")}</span>;
  return (
    <ul className="flex flex-col gap-0.5">
      {groups.map((name) => (
        <li key={name}>
          <Name>{name}</Name>
        </li>
      ))}
      {missing.map(([name, reason]) => (
        <li key={name} className="text-muted">
          {t.rich(`notGranted.${reason}`, { ...richText, group: name })}
        </li>
      ))}
    </ul>
  );
}
