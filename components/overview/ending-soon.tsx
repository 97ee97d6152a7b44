import { useTranslations } from "next-intl";
import { LastDay } from "@/components/ui/last-day";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import type { EndingSoon as Ending } from "@/db/overview/get";

type EndingSoonProps = { readonly ending: readonly Ending[]; readonly usersHref: string };

/** The memberships that end within a week. Renders nothing if there are none. */
export function EndingSoon({ ending, usersHref }: EndingSoonProps) {
  const t = useTranslations("overview.ending");
  if (ending.length === 0) return null;
  return (
    <section aria-labelledby="ending" className="flex flex-col gap-3">
      <h2 id="ending" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <ul className="card divide-y divide-separator">
        {ending.map(({ userId, name, ends }) => (
          <li key={userId} className="flex flex-wrap justify-between gap-x-4 px-4 py-2.5">
            <NavLink href={`${usersHref}/${userId}`} className="link min-w-0 font-medium">
              <Name>{name}</Name>
            </NavLink>
            <span className="text-muted">
              {t.rich("lastDay", { day: () => <LastDay endsAt={ends} named /> })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
