import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { NavLink } from "@/components/ui/nav-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { richText } from "@/components/ui/rich-text";
import { Section } from "@/components/ui/section";
import type { OwnInvitation } from "@/db/overview/attention";

type MyInvitationsProps = { readonly own: readonly OwnInvitation[]; readonly invitationsHref: string };

/** Responses to the viewer's own invitations within a week. Renders nothing if there are none. */
export function MyInvitations({ own, invitationsHref }: MyInvitationsProps) {
  const t = useTranslations("overview.own");
  const common = useTranslations("common");
  if (own.length === 0) return null;
  return (
    <Section headingId="own" title={t("title")}>
      <ul className="card divide-y divide-separator">
        {own.map(({ id, name, response, at, reason }) => (
          <li key={id} className="flex items-start gap-3 px-card py-2.5">
            <Avatar name={name} size="sm" />
            <div className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-4">
              <span className="min-w-0">
                {t.rich(response, { name, user: userTag(`${invitationsHref}/${id}`) })}
                {reason && (
                  <bdi className="block text-muted wrap-anywhere">{common("quoted", { text: reason })}</bdi>
                )}
              </span>
              <span className="text-muted">
                <RelativeTime date={at} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function userTag(href: string) {
  return (name: ReactNode) => (
    <NavLink href={href} className="rounded-sm font-semibold underline-offset-3 hover:underline">
      {richText.name(name)}
    </NavLink>
  );
}
