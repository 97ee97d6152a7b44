import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { NavLink } from "@/components/ui/nav-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { richText } from "@/components/ui/rich-text";
import type { OwnInvitation } from "@/db/overview/get";

type MyInvitationsProps = { readonly own: readonly OwnInvitation[]; readonly invitationsHref: string };

/** Responses to the viewer's own invitations within a week. Renders nothing if there are none. */
export function MyInvitations({ own, invitationsHref }: MyInvitationsProps) {
  const t = useTranslations("overview.own");
  const common = useTranslations("common");
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="own" className="flex flex-col gap-3">
      <h2 id="own" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <ul className="card divide-y divide-separator border-accent">
        {own.map(({ id, name, response, at, reason }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4 px-4 py-2.5">
            <span className="min-w-0">
              {t.rich(response, { name, user: userTag(`${invitationsHref}/${id}`) })}
              {reason && (
                <bdi className="block text-muted wrap-anywhere">{common("quoted", { text: reason })}</bdi>
              )}
            </span>
            <span className="text-muted">
              <RelativeTime date={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function userTag(href: string) {
  return (name: ReactNode) => (
    <NavLink href={href} className="link font-medium">
      {richText.name(name)}
    </NavLink>
  );
}
