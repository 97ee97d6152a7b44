import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { richText } from "@/components/ui/rich-text";

export type Activity = {
  readonly id: string;
  /** "ada invited grace". */
  readonly sentence: ReactNode;
  /** Those of an invitation or a new user, as in "Support, Finance". Empty if there are none. */
  readonly groups: string;
  /** The child organization where it happened, with its console. */
  readonly child: { readonly name: string; readonly href: string } | null;
  readonly at: Date;
};

export function ActivityList({ activities }: { readonly activities: readonly Activity[] }) {
  const t = useTranslations("overview.activity");
  return (
    <ul className="card divide-y divide-separator">
      {activities.map(({ id, sentence, groups, child, at }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-4 px-4 py-2.5">
          <span className="min-w-0">
            <span>{sentence}</span>
            {groups && <span className="block text-muted">{t.rich("groups", { ...richText, groups })}</span>}
            {child && (
              <NavLink href={child.href} className="link block">
                <Name>{child.name}</Name>
              </NavLink>
            )}
          </span>
          <span className="text-muted">
            <RelativeTime date={at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
