import { useTranslations } from "next-intl";
import { Name } from "@/components/ui/name";
import { richText } from "@/components/ui/rich-text";
import type { OfferDetails } from "@/db/invitations/find-by-link";

/** The groups that the invitee will join, and those that they won't, with the reason. */
export function OfferedGroups({ groups, moreGroups }: Pick<OfferDetails, "groups" | "moreGroups">) {
  const t = useTranslations("accept");
  if (groups.length === 0) return <span className="text-muted">{t("noGroups")}</span>;
  return (
    <ul className="flex flex-col gap-0.5">
      {groups.map(({ name, grantStatus }) => (
        <li key={name}>
          {grantStatus === "granted" ? (
            <Name>{name}</Name>
          ) : (
            <span className="text-muted">
              {t.rich(`groupsNotGiven.${grantStatus}`, {
                ...richText,
                del: (text) => <del>{text}</del>,
                group: name,
              })}
            </span>
          )}
        </li>
      ))}
      {moreGroups > 0 && <li className="text-muted">{t("moreGroups", { count: moreGroups })}</li>}
    </ul>
  );
}
