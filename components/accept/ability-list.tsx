import { useTranslations } from "next-intl";
import { CheckIcon } from "@/components/ui/icons";
import type { Abilities } from "@/db/invitations/abilities";
import { PERMISSION_GROUPS, type Permission, permissionText } from "@/lib/permissions";

type AbilityListProps = {
  readonly abilities: Abilities;
  /** The name of the parent organization, whose users can be invited. */
  readonly parent: string;
  /** Shown if there are no permissions. */
  readonly nothing: string;
};

/** What somebody can do, in words, by section. Long lists are shortened. */
export function AbilityList({ abilities, parent, nothing }: AbilityListProps) {
  const { isAdministrator, permissions } = abilities;
  const t = useTranslations("accept.abilities");
  if (isAdministrator) return <p>{t("everything")}</p>;
  if (permissions.length === 0) return <p className="text-muted">{nothing}</p>;
  const sections = sectionsOf(permissions);
  const [first, others] = [
    sections.slice(0, shownSections(sections)),
    sections.slice(shownSections(sections)),
  ];
  const more = others.flatMap((section) => section.permissions).length;
  return (
    <div className="flex flex-col gap-2 max-sm:pt-1">
      <Sections sections={first} parent={parent} />
      {more > 0 && (
        <details>
          <summary className="link w-fit">{t("more", { count: more })}</summary>
          <div className="pt-2">
            <Sections sections={others} parent={parent} />
          </div>
        </details>
      )}
    </div>
  );
}

type Section = (typeof PERMISSION_GROUPS)[number];

type SectionsProps = { readonly sections: readonly Section[]; readonly parent: string };

function Sections({ sections, parent }: SectionsProps) {
  const t = useTranslations();
  return (
    <ul className="flex flex-col gap-2">
      {sections.map(({ noun, permissions }) => (
        <li key={noun}>
          <p className="text-xs text-muted">{t(`permissions.nouns.${noun}`)}</p>
          <ul className="flex flex-col gap-0.5">
            {permissions.map((permission) => (
              <li key={permission} className="flex items-start gap-2">
                <span className="pt-0.5 text-success-soft-foreground">
                  <CheckIcon />
                </span>
                <span className="min-w-0 flex-1">{permissionText(t, permission, parent)}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function sectionsOf(given: readonly Permission[]): readonly Section[] {
  return PERMISSION_GROUPS.map(({ noun, permissions }) => ({
    noun,
    permissions: permissions.filter((permission) => given.includes(permission)),
  })).filter(({ permissions }) => permissions.length > 0);
}

const MIN_SHOWN = 5;

/** How many sections are shown at first: whole ones, until they have enough permissions. */
function shownSections(sections: readonly Section[]): number {
  let count = 0;
  const last = sections.findIndex(({ permissions }) => {
    count += permissions.length;
    return count >= MIN_SHOWN;
  });
  return last < 0 ? sections.length : last + 1;
}
