import { useTranslations } from "next-intl";
import { Details } from "@/components/ui/details";
import { Name } from "@/components/ui/name";
import type { GroupChoice } from "@/db/groups/types";

/** Explains why some groups are not among the options. */
export function UngrantableGroups({ groups }: { readonly groups: readonly GroupChoice[] }) {
  const t = useTranslations("invite.groups.ungrantable");
  const common = useTranslations("common");
  const count = groups.length;
  if (count === 0) return null;
  const names = groups.map(({ id, name }, at) => (
    <span key={id}>
      {at > 0 && <span>{common("listSeparator")}</span>}
      <Name className="text-foreground">{name}</Name>
    </span>
  ));
  return (
    <div className="text-xs text-muted">
      <Details label={t("title", { count })} className="py-1">
        <p>{t.rich("reason", { count, groups: () => names })}</p>
      </Details>
    </div>
  );
}
