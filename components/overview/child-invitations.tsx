import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { NameLink } from "@/components/ui/name-link";
import { NavLink } from "@/components/ui/nav-link";
import { Section } from "@/components/ui/section";
import type { ChildInvitations as Below } from "@/db/overview/child-invitations";

type ChildInvitationsProps = {
  readonly below: Below;
  readonly organizationsHref: string;
  /** The invitations of a child organization. */
  readonly invitationsHrefOf: (childId: string) => string;
};

/** The invitations of all child organizations together, and the organizations that have them. Renders nothing without any. */
export function ChildInvitations({ below, organizationsHref, invitationsHrefOf }: ChildInvitationsProps) {
  const t = useTranslations("overview.below");
  if (below.organizations === 0) return null;
  return (
    <Section headingId="below" title={t("title")}>
      <div className="card divide-y divide-separator">
        <p className="px-card py-3">
          {t.rich("summary", {
            counts: () => <Counts counts={below} />,
            organizations: (text) => (
              <NavLink href={`${organizationsHref}?show=invitations`} className="link">
                {text}
              </NavLink>
            ),
            count: below.organizations,
          })}
          {below.moreOrganizations && <span className="block text-muted">{t("notAll")}</span>}
        </p>
        <ul aria-label={t("worst")} className="divide-y divide-separator">
          {below.worst.map((child) => (
            <li
              key={child.id}
              className="flex flex-wrap items-baseline justify-between gap-x-4 px-card py-2.5 font-medium"
            >
              <NameLink href={invitationsHrefOf(child.id)}>{child.name}</NameLink>
              <span className="font-normal text-muted">
                <Counts counts={child} href={invitationsHrefOf(child.id)} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}

/** Each kind with the filter of the list of invitations that shows it. */
const KINDS = [
  ["pending", "pending"],
  ["expired", "expired"],
  ["failedEmails", "failed"],
] as const;

type CountsProps = {
  readonly counts: Pick<Below, (typeof KINDS)[number][0] | "more">;
  /** The list to which the counts lead. */
  readonly href?: string;
};

/** "12 pending, 1 email failed", without what is zero. */
function Counts({ counts, href }: CountsProps): ReactNode {
  const t = useTranslations("overview.below");
  const common = useTranslations("common");
  const shown = KINDS.filter(([kind]) => counts[kind] > 0).map(([kind, filter], index) => {
    const text = t(kind, { count: counts[kind] });
    return (
      <Fragment key={kind}>
        {index > 0 && common("listSeparator")}
        {href ? (
          <NavLink href={`${href}?status=${filter}`} className="link">
            {text}
          </NavLink>
        ) : (
          text
        )}
      </Fragment>
    );
  });
  return <span>{counts.more ? t.rich("atLeast", { counts: () => shown }) : shown}</span>;
}
