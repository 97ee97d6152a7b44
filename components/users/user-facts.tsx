import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Copyable } from "@/components/ui/copyable";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { LastDay } from "@/components/ui/last-day";
import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";
import { richText, timeTag } from "@/components/ui/rich-text";
import type { User } from "@/db/users/get";

type UserFactsProps = {
  readonly user: User;
  /** Null if the user has a password, or the viewer can't see its status. */
  readonly password: ReactNode;
};

/** The profile, and how the user came here. Only the managing organization can change the profile. */
export function UserFacts({ user, password }: UserFactsProps) {
  const t = useTranslations("users");
  const { userId, username, email, disabled, origin, managedBy, joinedAt, ends } = user;
  return (
    <DescriptionList>
      <DescriptionItem term={t("details.username")}>
        <Copyable kind="username" value={username} />{" "}
        {disabled && <Badge tone="warning">{t("disabled")}</Badge>}
      </DescriptionItem>
      <DescriptionItem term={t("details.email")}>
        {email ? <Copyable kind="email" value={email} /> : <span className="text-muted">{t("noEmail")}</span>}
      </DescriptionItem>
      <DescriptionItem term={t("details.managedBy")}>
        {origin === "invited" ? (
          t.rich("details.managedElsewhere", { ...richText, organization: managedBy.name })
        ) : (
          <Name>{managedBy.name}</Name>
        )}
      </DescriptionItem>
      {origin === "invited" && <Invited {...user} />}
      <DescriptionItem term={t("details.joined")}>
        <RelativeTime date={joinedAt} />
      </DescriptionItem>
      {ends && (
        <DescriptionItem term={t("details.lastDay")}>
          <LastDay endsAt={ends} named />{" "}
          {ends.getTime() !== user.endsAt?.getTime() && (
            <span className="text-muted">
              {t.rich("details.endsWith", { ...richText, organization: user.cameFrom ?? "" })}
            </span>
          )}
        </DescriptionItem>
      )}
      {password && <DescriptionItem term={t("details.password")}>{password}</DescriptionItem>}
      <DescriptionItem term={t("details.id")}>
        <Copyable kind="id" value={userId} />
      </DescriptionItem>
    </DescriptionList>
  );
}

function Invited({ invitedBy, cameFrom, invitedAt }: User) {
  const t = useTranslations("users.details");
  const inviter = invitedBy ? (
    <Name>{invitedBy}</Name>
  ) : (
    <span className="text-muted">{t("deletedUser")}</span>
  );
  return (
    <>
      <DescriptionItem term={t("invitedBy")}>
        {invitedAt ? t.rich("inviter", { inviter: () => inviter, time: timeTag(invitedAt) }) : inviter}
      </DescriptionItem>
      {cameFrom && (
        <DescriptionItem term={t("invitedFrom")}>
          <Name>{cameFrom}</Name>
        </DescriptionItem>
      )}
    </>
  );
}
