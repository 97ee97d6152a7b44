import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { CheckIcon, ClockIcon, CloseIcon, SendIcon, WarningIcon } from "@/components/ui/icons";
import { NoticePage } from "@/components/ui/notice-page";
import { PageMark } from "@/components/ui/page-mark";
import { PlainForm } from "@/components/ui/plain-form";
import { richText } from "@/components/ui/rich-text";
import { SubmitButton } from "@/components/ui/submit-button";
import type { LinkState, Offer } from "@/db/invitations/find-by-link";
import type { EndReason } from "@/db/invitations/types";
import type { Translator } from "@/i18n/translator";
import { durationText } from "@/lib/durations";

type Ended = Extract<
  LinkState,
  { state: "accepted" | "declined" | "expired" | "replaced" | "inactive" | "deleted" }
>;

type EndedInvitationProps = {
  readonly ended: Ended;
  /** The account menu, if somebody is signed in. */
  readonly corner: ReactNode;
  readonly organizationHref: string;
  readonly myOrganizationsHref: string;
  readonly requestNewLink: () => Promise<void>;
};

/** Why the invitee can no longer respond, and what to do next. */
export function EndedInvitation({ ended, corner, ...links }: EndedInvitationProps) {
  const t = useTranslations("accept.ended");
  const { title, text } = textOf(ended, t, useTranslations("common"));
  return (
    <NoticePage
      title={title}
      mark={<EndedMark ended={ended} />}
      host={ended.offer.organization}
      corner={corner}
      actions={<NextSteps ended={ended} {...links} />}
    >
      <p>{text}</p>
      {ended.state === "replaced" && <p>{t("replaced.orSignedIn")}</p>}
      {ended.state !== "accepted" && ended.state !== "replaced" && !isOtherUsersResponse(ended) && (
        <NextStepText offer={ended.offer} canRequestLink={canRequestNewLink(ended)} />
      )}
    </NoticePage>
  );
}

const ICONS = {
  accepted: CheckIcon,
  declined: CloseIcon,
  expired: ClockIcon,
  replaced: SendIcon,
  inactive: WarningIcon,
  deleted: CloseIcon,
};

function EndedMark({ ended: { state } }: { readonly ended: Ended }) {
  const Icon = ICONS[state];
  return (
    <PageMark tone={state === "accepted" ? "success" : "neutral"}>
      <Icon />
    </PageMark>
  );
}

function NextSteps({
  ended,
  organizationHref,
  myOrganizationsHref,
  requestNewLink,
}: Omit<EndedInvitationProps, "corner">) {
  const t = useTranslations("accept");
  return (
    <>
      {ended.state === "accepted" && !isOtherUsersResponse(ended) && (
        <ButtonLink href={organizationHref} variant="primary" size="lg" newDocument>
          <bdi className="truncate">
            {t("ended.accepted.open", { organization: ended.offer.organization.name })}
          </bdi>
        </ButtonLink>
      )}
      {canRequestNewLink(ended) && (
        <PlainForm action={requestNewLink}>
          <SubmitButton>{t("ended.askForLink.submit")}</SubmitButton>
        </PlainForm>
      )}
      <ButtonLink href={myOrganizationsHref} size="lg" newDocument>
        {t("myOrganizations")}
      </ButtonLink>
    </>
  );
}

function NextStepText({
  offer,
  canRequestLink,
}: {
  readonly offer: Offer;
  readonly canRequestLink: boolean;
}) {
  const t = useTranslations("accept.ended");
  const next = canRequestLink ? "askForLink" : "askForInvitation";
  const organization = offer.organization.name;
  return (
    <p>
      {offer.inviter
        ? t.rich(`${next}.fromInviter`, { ...richText, organization, inviter: offer.inviter.name })
        : t.rich(`${next}.fromAdministrator`, { ...richText, organization })}
    </p>
  );
}

/** An invitation whose last day of membership is past can't be resent. */
function canRequestNewLink(ended: Ended): boolean {
  return ended.state === "expired" && !isPastLastDay(ended.offer);
}

/** Whether an account other than the viewer's has accepted or declined it. */
function isOtherUsersResponse({ state, viewer, own }: Ended): boolean {
  return (state === "accepted" || state === "declined") && viewer !== null && !own;
}

/** A link expires with the membership's last day at the latest. If it has expired then, that day is past. */
function isPastLastDay({ membershipEndsAt, expiresAt }: Offer): boolean {
  return membershipEndsAt !== null && membershipEndsAt <= expiresAt;
}

function textOf(
  ended: Ended,
  t: Translator<"accept.ended">,
  common: Translator<"common">,
): { title: string; text: ReactNode } {
  const { organization, parent, invitee, lifetimeHours } = ended.offer;
  const names = { ...richText, organization: organization.name, invitee: invitee.username };
  switch (ended.state) {
    case "accepted":
      return isOtherUsersResponse(ended)
        ? { title: t("accepted.byOther.title"), text: t.rich("accepted.byOther.text", names) }
        : { title: t("accepted.title"), text: t.rich("accepted.text", names) };
    case "declined":
      if (isOtherUsersResponse(ended)) {
        return { title: t("declined.byOther.title"), text: t.rich("declined.byOther.text", names) };
      }
      return { title: t("declined.title"), text: t("declined.text") };
    case "expired":
      return {
        title: t("expired.title"),
        text: isPastLastDay(ended.offer)
          ? t("expired.lastDayPast")
          : t("expired.linkExpired", { lifetime: durationText(common, lifetimeHours) }),
      };
    case "replaced":
      return {
        title: t("replaced.title"),
        text: t.rich("replaced.text", { ...richText, organization: organization.name }),
      };
    case "inactive":
      return { title: t("inactive.title", { organization: organization.name }), text: t("inactive.text") };
    case "deleted":
      return {
        title: t("deleted.title"),
        text: t.rich(`deleted.reasons.${deletionReason(ended.reason)}`, { ...richText, parent: parent.name }),
      };
  }
}

/** Every other end looks like a deletion. */
function deletionReason(reason: EndReason) {
  return reason === "accepted" || reason === "declined" ? "deleted" : reason;
}
