import { useTranslations } from "next-intl";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { richText } from "@/components/ui/rich-text";
import type { ChildInvitations as Below } from "@/db/overview/child-invitations";
import { Section } from "./section";

type ChildInvitationsProps = {
  readonly below: Below;
  readonly organizationsHref: string;
  /** The invitations of a child organization. */
  readonly invitationsHrefOf: (childId: string) => string;
};

/** The invitations of all child organizations together, and the organizations that need help. Renders nothing without any. */
export function ChildInvitations({ below, organizationsHref, invitationsHrefOf }: ChildInvitationsProps) {
  const t = useTranslations("overview.below");
  if (below.pending + below.expired === 0) return null;
  return (
    <Section
      headingId="below"
      title={t("title")}
      aside={
        <NavLink href={organizationsHref} className="link">
          {t("all")}
        </NavLink>
      }
    >
      <div className="card divide-y divide-separator">
        <p className="px-4 py-3">
          {t.rich("summary", {
            ...richText,
            counts: () => <Counts counts={below} />,
            count: below.organizations,
          })}
          {below.moreOrganizations && <span className="block text-muted">{t("notAll")}</span>}
        </p>
        {below.worst.length > 0 && (
          <ul aria-label={t("worst")} className="divide-y divide-separator">
            {below.worst.map((child) => (
              <li
                key={child.id}
                className="relative flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2.5 hover:bg-surface-secondary"
              >
                <NavLink
                  href={invitationsHrefOf(child.id)}
                  className="static min-w-0 rounded-sm font-medium after:absolute after:inset-0"
                >
                  <Name>{child.name}</Name>
                </NavLink>
                <span className="text-muted">
                  <Counts counts={child} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

const KINDS = ["pending", "expired", "failedEmails"] as const;

/** "12 pending, 1 email failed", without what is zero. */
function Counts({ counts }: { readonly counts: Pick<Below, (typeof KINDS)[number] | "more"> }) {
  const t = useTranslations("overview.below");
  const common = useTranslations("common");
  const text = KINDS.filter((kind) => counts[kind] > 0)
    .map((kind) => t(kind, { count: counts[kind] }))
    .join(common("listSeparator"));
  return <span>{counts.more ? t("atLeast", { counts: text }) : text}</span>;
}
