import { useTranslations } from "next-intl";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { ExactTime } from "@/components/ui/exact-time";
import { dayTag, richText } from "@/components/ui/rich-text";
import { useTimes } from "@/components/ui/use-times";
import type { Abilities } from "@/db/invitations/abilities";
import type { OfferDetails } from "@/db/invitations/find-by-link";
import { AbilityList } from "./ability-list";
import { OfferedGroups } from "./offered-groups";

type InvitationDetailsProps = {
  readonly offer: OfferDetails;
  /** What the groups allow, if the viewer is the invitee. Others with the link don't see it. */
  readonly abilities?: Abilities;
  readonly inCard?: boolean;
  readonly now?: Date;
};

export function InvitationDetails({
  offer,
  abilities,
  inCard = false,
  now = new Date(),
}: InvitationDetailsProps) {
  const t = useTranslations("accept.details");
  const { relative } = useTimes();
  return (
    <DescriptionList inCard={inCard}>
      {offer.inviter && (
        <DescriptionItem term={t("inviter.label")}>
          {t.rich("inviter.value", {
            ...richText,
            inviter: offer.inviter.name,
            organization: offer.inviter.organization,
          })}
        </DescriptionItem>
      )}
      <DescriptionItem term={t("account")}>
        {t.rich("accountOf", {
          ...richText,
          username: offer.invitee.username,
          organization: offer.parent.name,
        })}
      </DescriptionItem>
      <DescriptionItem term={t("groups")}>
        <OfferedGroups groups={offer.groups} moreGroups={offer.moreGroups} />
      </DescriptionItem>
      {abilities && (
        <DescriptionItem term={t(abilities.permissions.length > 0 ? "abilities" : "permissions")}>
          <AbilityList abilities={abilities} parent={offer.parent.name} nothing={t("noAbilities")} />
        </DescriptionItem>
      )}
      {offer.membershipEndsAt && (
        <DescriptionItem term={t("memberUntil")}>
          {t.rich("endOfDay", { day: dayTag(offer.membershipEndsAt, offer.organization.timeZone) })}
        </DescriptionItem>
      )}
      <DescriptionItem term={t("openUntil")}>
        <ExactTime date={offer.expiresAt} />
        <span className="text-muted"> ({relative(offer.expiresAt, now)})</span>
      </DescriptionItem>
    </DescriptionList>
  );
}
