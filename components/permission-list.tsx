import { CheckIcon } from "@/components/icons";
import { PERMISSIONS, type Permission } from "@/db/permissions";

/** What a role allows, each in its sentence. */
export function PermissionList({ permissions }: { readonly permissions: readonly Permission[] }) {
  if (permissions.length === 0) return <p className="text-muted">This role allows nothing.</p>;
  return (
    <ul className="card divide-y divide-separator">
      {permissions.map((permission) => (
        <li key={permission} className="flex items-start gap-3 px-4 py-2.5">
          <span className="pt-0.5 text-success-soft-foreground">
            <CheckIcon />
          </span>
          <span className="min-w-0 flex-1">{PERMISSIONS[permission]}</span>
          <code className="text-xs leading-6 text-muted">{permission}</code>
        </li>
      ))}
    </ul>
  );
}
