import { Name } from "@/components/ui/name";
import { NameLink } from "@/components/ui/name-link";
import type { Explanation, Reason } from "@/db/users/explain-permissions";
import { PERMISSION_CATALOG } from "@/lib/permissions";

type Links = {
  /** Null if the viewer can't see groups or roles. */
  readonly groupHref: ((id: string) => string) | null;
  readonly roleHref: ((id: string) => string) | null;
};

type UserPermissionsProps = Links & {
  readonly explanation: Explanation;
  /** The ancestor from which the user has every permission. Null if there is none. */
  readonly fromName: string | null;
};

/** The permissions of a user, each with the groups and roles that grant it. */
export function UserPermissions({ explanation, fromName, ...links }: UserPermissionsProps) {
  const { disabled, everything, permissions } = explanation;
  return (
    <section aria-labelledby="rights" className="flex flex-col gap-3">
      <h2 id="rights" className="text-lg font-semibold">
        What they may do here, and why
      </h2>
      {disabled && <p className="text-muted">Nothing, because the account is disabled.</p>}
      {everything && (
        <div className="card px-4 py-2.5">
          <p className="font-medium">Everything</p>
          {fromName !== null && (
            <p className="text-muted">
              Because they work as an administrator in the organizations below <Name>{fromName}</Name>
            </p>
          )}
          <Reasons reasons={everything.reasons} {...links} />
        </div>
      )}
      {!disabled && !everything && permissions.length === 0 && (
        <p className="text-muted">Nothing: no role of their groups allows anything.</p>
      )}
      {permissions.length > 0 && (
        <PermissionReasons permissions={permissions} also={everything !== null} links={links} />
      )}
    </section>
  );
}

type PermissionReasonsProps = Pick<Explanation, "permissions"> & {
  readonly also: boolean;
  readonly links: Links;
};

function PermissionReasons({ permissions, also, links }: PermissionReasonsProps) {
  const reasonsOf = new Map<string, readonly Reason[]>(
    permissions.map(({ permission, reasons }) => [permission, reasons]),
  );
  return (
    <>
      {also && <p className="text-muted">Of this, other groups give:</p>}
      <dl className="card divide-y divide-separator">
        {Object.entries(PERMISSION_CATALOG).map(([noun, sentences]) => {
          const granted = Object.entries(sentences).filter(([permission]) => reasonsOf.has(permission));
          if (granted.length === 0) return null;
          return (
            <div key={noun} className="grid gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-[8rem_minmax(0,1fr)]">
              <dt className="font-medium">{noun}</dt>
              {granted.map(([permission, sentence]) => (
                <dd key={permission} className="min-w-0 sm:col-start-2">
                  {sentence}
                  <Reasons reasons={reasonsOf.get(permission) ?? []} {...links} />
                </dd>
              ))}
            </div>
          );
        })}
      </dl>
    </>
  );
}

function Reasons({ reasons, groupHref, roleHref }: Links & { readonly reasons: readonly Reason[] }) {
  return (
    <ul className="text-muted">
      {reasons.map(({ group, role }) => (
        <li key={`${group.id} ${role.id}`}>
          Group <NameLink href={groupHref?.(group.id)}>{group.name}</NameLink>, role{" "}
          <NameLink href={roleHref?.(role.id)}>{role.name}</NameLink>
        </li>
      ))}
    </ul>
  );
}
