import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardInvitationsPage, orNotFound } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { DeleteInvitation } from "@/components/invitations/delete-invitations";
import { InvitationFacts } from "@/components/invitations/invitation-facts";
import { InvitationGroups } from "@/components/invitations/invitation-groups";
import { InvitationHistory } from "@/components/invitations/invitation-history";
import { NewLinkNotice } from "@/components/invitations/new-link-notice";
import { ResendInvitation } from "@/components/invitations/resend";
import { SendingEmails } from "@/components/invitations/sending-emails";
import { DangerItem, DangerZone } from "@/components/ui/danger-zone";
import { DetailsLayout } from "@/components/ui/details-layout";
import { listGroupChoices } from "@/db/groups/queries";
import { getInvitation } from "@/db/invitations/get";
import { can } from "@/db/request-context";
import { isOpenInvitation } from "@/lib/invitations";
import { changeInvitationGroupsAction, deleteInvitationsAction, resendInvitationsAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invitations.page");
  return { title: t("pageTitle") };
}

type InvitationPageProps = { params: Promise<Scope & { invitationId: string }> };

export default withNotFoundPage(InvitationPage);

async function InvitationPage({ params }: InvitationPageProps) {
  const ctx = await guardInvitationsPage(params, "invitations.view");
  const t = await getTranslations("invitations.page");
  const { invitationId } = await params;
  const invitation = await orNotFound(getInvitation({ ctx, invitationId, now: new Date() }));
  const scope = scopeOf(ctx);
  const open = isOpenInvitation(invitation.status);
  const of = { id: invitation.id, username: invitation.username, name: invitation.name };
  const resend = open && can(ctx, "invitations.send") && (
    <ResendInvitation
      invitation={{ ...of, invitedBy: invitation.invitedBy, resendableAt: invitation.resendableAt }}
      isInviter={invitation.inviterId === ctx.actor.id}
      action={resendInvitationsAction.bind(null, scope)}
    />
  );
  return (
    <ConsolePage
      ctx={ctx}
      current="users"
      namespaces={["invitations"]}
      title={t("title", { name: invitation.name })}
      breadcrumbs={[
        { label: t("breadcrumb"), href: consolePath(scope, "/users/invitations") },
        { name: invitation.name },
      ]}
      actions={!invitation.newLinkRequestedAt && resend}
    >
      <SendingEmails
        rows={[{ ...of, status: invitation.status, delivery: invitation.delivery }]}
        href={consolePath(scope, `/users/invitations/${invitation.id}`)}
      />
      <NewLinkNotice name={invitation.name} requestedAt={invitation.newLinkRequestedAt}>
        {resend}
      </NewLinkNotice>
      <DetailsLayout facts={<InvitationFacts invitation={invitation} />}>
        <InvitationGroups
          invitation={invitation}
          choices={
            open && can(ctx, "invitations.create") ? await listGroupChoices({ ctx, search: "" }) : null
          }
          change={changeInvitationGroupsAction.bind(null, scope)}
        />
        <InvitationHistory invitation={invitation} />
        {open && can(ctx, "invitations.delete") && (
          <DangerZone>
            <DangerItem
              action={<DeleteInvitation {...of} action={deleteInvitationsAction.bind(null, scope)} />}
            >
              {t("deleteHint")}
            </DangerItem>
          </DangerZone>
        )}
      </DetailsLayout>
    </ConsolePage>
  );
}
