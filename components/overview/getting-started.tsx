import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { NavLink } from "@/components/ui/nav-link";
import { richText } from "@/components/ui/rich-text";

type GettingStartedProps = {
  readonly paths: { readonly users: string; readonly invitations: string; readonly organizations: string };
  readonly parentName: string | null;
  readonly hasOrganizations: boolean;
};

/** The first steps in a new organization. */
export function GettingStarted({ paths, parentName, hasOrganizations }: GettingStartedProps) {
  const t = useTranslations("overview.gettingStarted");
  if (parentName === null && !hasOrganizations) return null;
  return (
    <section aria-labelledby="first" className="card flex flex-col gap-3 px-5 py-4">
      <h2 id="first" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <ol className="flex list-decimal flex-col gap-2 ps-5">
        {hasOrganizations && <li>{t.rich("switch", { link: linkTag(paths.organizations) })}</li>}
        {parentName !== null && (
          <>
            <li>{t.rich("addUser", { ...richText, link: linkTag(paths.users) })}</li>
            <li>{t.rich("invite", { ...richText, parent: parentName })}</li>
            <li>{t.rich("follow", { link: linkTag(paths.invitations) })}</li>
          </>
        )}
      </ol>
    </section>
  );
}

function linkTag(href: string) {
  return (text: ReactNode) => (
    <NavLink className="link" href={href}>
      {text}
    </NavLink>
  );
}
