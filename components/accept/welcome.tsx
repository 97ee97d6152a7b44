import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { CheckIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";
import { PlainPage } from "@/components/ui/plain-page";
import { dayTag, richText } from "@/components/ui/rich-text";
import type { Welcome } from "@/db/memberships/find-welcome";
import { permissionText } from "@/lib/permissions";

type WelcomePageProps = {
  readonly welcome: Welcome;
  readonly organizationHref: string;
  readonly myOrganizationsHref: string;
};

/** What a new member has and can do in the organization, and a button to start. */
export function WelcomePage({ welcome, organizationHref, myOrganizationsHref }: WelcomePageProps) {
  const { organization, groups, withheld, ends, permissions } = welcome;
  const t = useTranslations("accept.welcome");
  return (
    <PlainPage title={t("title", { organization: organization.name })} host={organization}>
      <p className="text-base leading-7 text-muted">
        {t.rich("intro", { ...richText, organization: organization.name })}
      </p>
      <DescriptionList>
        <DescriptionItem term={t("organization")}>
          <Name>{organization.name}</Name>
        </DescriptionItem>
        <DescriptionItem term={t("groups")}>
          <Groups groups={groups} withheld={withheld} />
        </DescriptionItem>
        <DescriptionItem term={t("abilities")}>
          <Abilities welcome={welcome} />
        </DescriptionItem>
        {ends && (
          <DescriptionItem term={t("memberUntil")}>
            {t.rich("endOfDay", { day: dayTag(ends, organization.timeZone) })}
          </DescriptionItem>
        )}
      </DescriptionList>
      <div>
        {permissions.length > 0 ? (
          <ButtonLink href={organizationHref} variant="primary" size="lg" newDocument>
            <bdi className="truncate">{t("open", { organization: organization.name })}</bdi>
          </ButtonLink>
        ) : (
          <ButtonLink href={myOrganizationsHref} variant="primary" size="lg" newDocument>
            {t("myOrganizations")}
          </ButtonLink>
        )}
      </div>
    </PlainPage>
  );
}

function Groups({ groups, withheld }: Pick<Welcome, "groups" | "withheld">) {
  const t = useTranslations("accept.welcome");
  const missing = Object.entries(withheld);
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
          {t.rich(`withheld.${reason}`, { ...richText, group: name })}
        </li>
      ))}
    </ul>
  );
}

function Abilities({ welcome: { isAdministrator, permissions } }: { readonly welcome: Welcome }) {
  const t = useTranslations("accept.welcome");
  const all = useTranslations();
  if (isAdministrator) return <p>{t("administrator")}</p>;
  if (permissions.length === 0) {
    return <p className="text-muted">{t("noAbilities")}</p>;
  }
  return (
    <ul className="flex flex-col gap-1">
      {permissions.map((permission) => (
        <li key={permission} className="flex items-start gap-2">
          <span className="pt-0.5 text-success-soft-foreground">
            <CheckIcon />
          </span>
          <span className="min-w-0 flex-1">{permissionText(all, permission)}</span>
        </li>
      ))}
    </ul>
  );
}
