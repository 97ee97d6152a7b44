import { useTranslations } from "next-intl";
import { HelpLink } from "@/components/ui/help-link";
import { NameLink } from "@/components/ui/name-link";
import { richText } from "@/components/ui/rich-text";
import { Section } from "@/components/ui/section";
import type { Explanation, Reasons } from "@/db/users/explain-permissions";
import { PERMISSION_GROUPS, permissionText } from "@/lib/permissions";

type Links = {
  /** Null if the viewer can't see groups or roles. */
  readonly groupHref: ((id: string) => string) | null;
  readonly roleHref: ((id: string) => string) | null;
};

type UserPermissionsProps = Links & {
  readonly explanation: Explanation;
  /** The ancestor from which the user has every permission. Null if there is none. */
  readonly fromName: string | null;
  /** The name of the parent organization. Missing in a root organization. */
  readonly parent: string | undefined;
};

/** The permissions of a user, each with the groups and roles that grant it. */
export function UserPermissions({ explanation, fromName, parent, ...links }: UserPermissionsProps) {
  const t = useTranslations("users.permissions");
  const { disabled, everything, permissions } = explanation;
  return (
    <Section headingId="rights" title={t("title")} aside={<HelpLink topic="permissions" />}>
      {disabled && <p className="text-muted">{t("disabled")}</p>}
      {everything && (
        <div className="card px-card py-2.5">
          <p className="font-medium">{t("all")}</p>
          {fromName !== null && (
            <p className="text-muted">{t.rich("fromAncestor", { ...richText, organization: fromName })}</p>
          )}
          <ReasonList {...everything} {...links} />
        </div>
      )}
      {!disabled && !everything && permissions.length === 0 && <p className="text-muted">{t("none")}</p>}
      {permissions.length > 0 && (
        <PermissionReasons
          permissions={permissions}
          parent={parent}
          also={everything !== null}
          links={links}
        />
      )}
    </Section>
  );
}

type PermissionReasonsProps = Pick<Explanation, "permissions"> & {
  readonly parent: string | undefined;
  readonly also: boolean;
  readonly links: Links;
};

function PermissionReasons({ permissions, parent, also, links }: PermissionReasonsProps) {
  const t = useTranslations();
  const granted = PERMISSION_GROUPS.map((group) => ({
    noun: group.noun,
    rows: permissions.filter(({ permission }) => group.permissions.includes(permission)),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <>
      {also && <p className="text-muted">{t("users.permissions.also")}</p>}
      <dl className="card divide-y divide-separator">
        {granted.map(({ noun, rows }) => (
          <div key={noun} className="grid gap-x-4 gap-y-1 px-card py-2.5 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <dt className="font-medium">{t(`permissions.nouns.${noun}`)}</dt>
            {rows.map(({ permission, ...reasons }) => (
              <dd key={permission} className="min-w-0 sm:col-start-2">
                {permissionText(t, permission, parent)}
                <ReasonList {...reasons} {...links} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </>
  );
}

function ReasonList({ reasons, more, groupHref, roleHref }: Links & Reasons) {
  const t = useTranslations("users.permissions");
  return (
    <ul className="text-muted">
      {reasons.map(({ group, role }) => (
        <li key={`${group.id} ${role.id}`}>
          {t.rich("reason", {
            group: () => <NameLink href={groupHref?.(group.id)}>{group.name}</NameLink>,
            role: () => <NameLink href={roleHref?.(role.id)}>{role.name}</NameLink>,
          })}
        </li>
      ))}
      {more && <li>{t(reasons.length > 0 ? "otherGroups" : "manyGroups")}</li>}
    </ul>
  );
}
