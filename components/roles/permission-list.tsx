import { useTranslations } from "next-intl";
import { CheckIcon } from "@/components/ui/icons";
import { PERMISSION_GROUPS, type Permission, permissionText } from "@/lib/permissions";

/** The permissions of a role, grouped by noun. */
export function PermissionList({ permissions }: { readonly permissions: readonly Permission[] }) {
  const t = useTranslations();
  if (permissions.length === 0) return <p className="text-muted">{t("roles.noPermissions")}</p>;
  const allowed = new Set(permissions);
  const shown = PERMISSION_GROUPS.map(({ noun, permissions }) => ({
    noun,
    permissions: permissions.filter((permission) => allowed.has(permission)),
  })).filter(({ permissions }) => permissions.length > 0);
  return (
    <dl className="card divide-y divide-separator">
      {shown.map(({ noun, permissions }) => (
        <div key={noun} className="grid gap-x-4 gap-y-1 px-card py-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
          <dt className="font-medium">{t(`permissions.nouns.${noun}`)}</dt>
          {permissions.map((permission) => (
            <dd key={permission} className="flex items-start gap-3 sm:col-start-2">
              <span className="pt-0.5 text-success-soft-foreground">
                <CheckIcon />
              </span>
              <span className="min-w-0 flex-1">{permissionText(t, permission)}</span>
              <code className="hidden text-xs leading-6 text-muted sm:block">{permission}</code>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
