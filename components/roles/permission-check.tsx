import { useTranslations } from "next-intl";
import { useId } from "react";
import { WarningIcon } from "@/components/ui/icons";
import type { Permission } from "@/lib/permissions";

type LabeledPermission = { readonly permission: Permission; readonly label: string };

export type PermissionChoice = LabeledPermission & {
  /** Others can't be checked. If they are checked already, they can be unchecked. */
  readonly grantable: boolean;
  readonly requires: readonly LabeledPermission[];
};

type PermissionCheckProps = {
  readonly name: string;
  readonly choice: PermissionChoice;
  readonly wasChecked: boolean;
  /** The permissions that it requires and that aren't checked. */
  readonly missing: readonly LabeledPermission[];
};

export function PermissionCheck({ name, choice, wasChecked, missing }: PermissionCheckProps) {
  const t = useTranslations("roles.fields");
  const common = useTranslations("common");
  const id = useId();
  const { permission, label, grantable } = choice;
  const hasHint = !grantable || missing.length > 0;
  return (
    <div className="choice-row">
      <label className="choice">
        <input
          type="checkbox"
          name={name}
          value={permission}
          defaultChecked={wasChecked}
          disabled={!grantable && !wasChecked}
          aria-describedby={hasHint ? id : undefined}
          className="mt-0.5 size-4 shrink-0"
        />
        <span className="min-w-0 font-medium">{label}</span>
      </label>
      {hasHint && (
        <div id={id} className="choice-hint">
          {!grantable && <p>{t("notGrantable")}</p>}
          {missing.length > 0 && (
            <p className="flex items-start gap-1.5 text-warning-soft-foreground">
              <WarningIcon />
              <span className="min-w-0">
                {t("requires", {
                  permissions: missing.map((required) => required.label).join(common("listSeparator")),
                })}
              </span>
            </p>
          )}
        </div>
      )}
    </div>
  );
}
