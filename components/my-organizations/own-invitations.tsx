import { useTranslations } from "next-intl";
import { InvitationDetails } from "@/components/accept/invitation-details";
import { InviterNote } from "@/components/accept/inviter-note";
import { RespondToInvitation } from "@/components/accept/respond-to-invitation";
import { ActionForm } from "@/components/ui/action-form";
import { EmptyState } from "@/components/ui/empty-state";
import type { FormAction } from "@/components/ui/form-state";
import { Name } from "@/components/ui/name";
import { timeTag } from "@/components/ui/rich-text";
import { Section } from "@/components/ui/section";
import type { OwnInvitations as Own, OwnInvitation } from "@/db/invitations/list-own";

/** What the invitee can do with an invitation. */
export type InvitationActions = {
  readonly accept: FormAction;
  readonly decline: FormAction;
  readonly emailAgain: FormAction;
  readonly requestNewLink: FormAction;
};

type OwnInvitationsProps = {
  readonly own: Own;
  readonly actionsFor: (invitationId: string) => InvitationActions;
};

/** The viewer's invitations. They can respond to them here as with the link in the email. */
export function OwnInvitations({ own: { invitations, hasMore }, actionsFor }: OwnInvitationsProps) {
  const t = useTranslations("my-organizations.invitations");
  return (
    <Section headingId="pending-invitations" title={t("title")}>
      {invitations.length === 0 && <EmptyState title={t("empty")} />}
      {invitations.map((invitation) => (
        <article
          key={invitation.id}
          aria-labelledby={`invitation-${invitation.id}`}
          className="card flex flex-col gap-4 p-card"
        >
          <h3 id={`invitation-${invitation.id}`} className="text-base font-medium">
            <Name>{invitation.offer.organization.name}</Name>
          </h3>
          <Invitation invitation={invitation} actions={actionsFor(invitation.id)} />
        </article>
      ))}
      {hasMore && <p className="text-muted">{t("more")}</p>}
    </Section>
  );
}

type InvitationProps = { readonly invitation: OwnInvitation; readonly actions: InvitationActions };

function Invitation({ invitation, actions }: InvitationProps) {
  const t = useTranslations("my-organizations.invitations");
  if (invitation.state === "sending") {
    return <p className="text-muted">{t("sending")}</p>;
  }
  if (invitation.state === "expired") return <ExpiredInvitation invitation={invitation} actions={actions} />;
  return (
    <>
      <InviterNote offer={invitation.offer} />
      <InvitationDetails inCard offer={invitation.offer} abilities={invitation.abilities} />
      <RespondToInvitation accept={actions.accept} decline={actions.decline} />
      <ActionForm action={actions.emailAgain} submitLabel={t("emailAgain.submit")} variant="outline" />
    </>
  );
}

type ExpiredInvitationProps = {
  readonly invitation: Extract<OwnInvitation, { state: "expired" }>;
  readonly actions: InvitationActions;
};

function ExpiredInvitation({ invitation, actions }: ExpiredInvitationProps) {
  const t = useTranslations("my-organizations.invitations");
  const { offer, newLinkRequestedAt } = invitation;
  return (
    <>
      <p className="text-muted">{t.rich("expired", { time: timeTag(offer.expiresAt) })}</p>
      {newLinkRequestedAt === null ? (
        <ActionForm action={actions.requestNewLink} submitLabel={t("newLink.submit")} variant="outline" />
      ) : (
        <p className="text-muted">{t.rich("newLink.requestedAt", { time: timeTag(newLinkRequestedAt) })}</p>
      )}
    </>
  );
}
