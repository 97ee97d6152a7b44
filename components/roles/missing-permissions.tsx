import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { WarningIcon } from "@/components/ui/icons";
import type { PermissionChoice } from "./permission-check";

type MissingPermissionsProps = {
  readonly missing: readonly PermissionChoice[];
  readonly onAdd: () => void;
};

/** Above the button that saves: what the selected permissions require. Nothing if they have all of it. */
export function MissingPermissions({ missing, onAdd }: MissingPermissionsProps) {
  const t = useTranslations("roles.fields.missing");
  const common = useTranslations("common");
  if (missing.length === 0) return null;
  const permissions = missing.map(({ label }) => label).join(common("listSeparator"));
  return (
    <div
      role="status"
      className={cx(
        "flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl px-card py-3",
        "bg-warning-soft text-warning-soft-foreground",
      )}
    >
      <p className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <WarningIcon />
        <span className="min-w-0">{t("text", { permissions })}</span>
      </p>
      {missing.some(({ grantable }) => grantable) && <Button onClick={onAdd}>{t("add")}</Button>}
    </div>
  );
}
