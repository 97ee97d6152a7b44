import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ClockIcon, NextIcon, WarningIcon } from "@/components/ui/icons";
import { LastDay } from "@/components/ui/last-day";
import { NameLink } from "@/components/ui/name-link";
import { NavLink } from "@/components/ui/nav-link";
import { Section } from "@/components/ui/section";
import type { Overview } from "@/db/overview/get";
import { MAX_COUNT } from "@/lib/plural";
import { cappedCount } from "./capped-count";
import type { OverviewHrefs } from "./hrefs";

type AttentionListProps = { readonly overview: Overview; readonly hrefs: OverviewHrefs };

/** What somebody should look at, each with a link. Renders nothing if there is nothing. */
export function AttentionList({ overview, hrefs }: AttentionListProps) {
  const t = useTranslations("overview");
  const { failedEmails, newLinkRequests, expiredInvitations, expiringWithinADay, ending } = overview;
  const rows = (
    [
      ["failedEmails", failedEmails, "status=failed"],
      ["newLinkRequests", newLinkRequests, "status=requested"],
      ["expired", expiredInvitations, "status=expired"],
      ["expiring", expiringWithinADay, "status=expiring&sort=expires"],
    ] as const
  ).filter(([, count]) => count);
  if (rows.length === 0 && ending.length === 0) return null;
  return (
    <Section headingId="attention" title={t("attention.title")}>
      <ul className="card divide-y divide-separator">
        {rows.map(([kind, count, query]) => (
          <Row key={kind} isWarning={kind === "failedEmails"}>
            <NavLink
              href={`${hrefs.invitations}?${query}`}
              className="static flex min-w-0 flex-1 items-center gap-2 rounded-sm font-medium after:absolute after:inset-0"
            >
              <span className="min-w-0 flex-1">
                {t(`attention.${kind}`, {
                  count: count ?? 0,
                  number: cappedCount(t, count ?? 0, MAX_COUNT),
                })}
              </span>
              <NextIcon />
            </NavLink>
          </Row>
        ))}
        {ending.length > 0 && <EndingRow ending={ending} usersHref={hrefs.users} />}
      </ul>
    </Section>
  );
}

function Row({ isWarning, children }: { readonly isWarning: boolean; readonly children: ReactNode }) {
  return (
    <li className="relative flex items-center gap-3 px-card py-2.5 hover:bg-surface-secondary">
      <span className={isWarning ? "text-danger-soft-foreground" : "text-muted"}>
        {isWarning ? <WarningIcon /> : <ClockIcon />}
      </span>
      {children}
    </li>
  );
}

type EndingRowProps = { readonly ending: Overview["ending"]; readonly usersHref: string };

function EndingRow({ ending, usersHref }: EndingRowProps) {
  const t = useTranslations("overview.attention");
  return (
    <li className="flex items-start gap-3 px-card py-2.5">
      <span className="pt-0.5 text-muted">
        <ClockIcon />
      </span>
      <div className="min-w-0 flex-1">
        <p id="ending" className="font-medium">
          {t("ending")}
        </p>
        <ul aria-labelledby="ending" className="flex flex-col">
          {ending.map(({ userId, name, ends }) => (
            <li key={userId} className="flex flex-wrap justify-between gap-x-4">
              <NameLink href={`${usersHref}/${userId}`}>{name}</NameLink>
              <span className="text-muted">
                {t.rich("lastDay", { day: () => <LastDay endsAt={ends} named /> })}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
