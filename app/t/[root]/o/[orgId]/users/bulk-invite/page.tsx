import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import type { SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardInvitationsPage } from "@/app/_server/page-guard";
import { consolePath, FROM_DIALOG, type Scope, scopeOf } from "@/app/_server/paths";
import { BulkInviteForm } from "@/components/bulk-actions/bulk-invite-form";
import { HandedOverForm } from "@/components/bulk-actions/handed-over-form";
import { findDraftText } from "@/db/bulk-actions/find-draft";
import { listGroupChoices } from "@/db/groups/queries";
import { can } from "@/db/request-context";
import { draftInvitationsAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("bulk-actions.form");
  return { title: t("pageTitle") };
}

type BulkInvitePageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default withNotFoundPage(BulkInvitePage);

async function BulkInvitePage({ params, searchParams }: BulkInvitePageProps) {
  const ctx = await guardInvitationsPage(params, "invitations.create");
  const t = await getTranslations("bulk-actions.form");
  const { parent, name, invitationLifetimeHours } = ctx.organization;
  if (!parent) notFound();
  const scope = scopeOf(ctx);
  const { draft, from } = await searchParams;
  const Form = from === FROM_DIALOG ? HandedOverForm : BulkInviteForm;
  return (
    <ConsolePage
      ctx={ctx}
      current="users"
      namespaces={["bulk-actions", "groups", "invite"]}
      title={t("title")}
      breadcrumbs={[{ label: t("title") }]}
    >
      <Form
        action={draftInvitationsAction.bind(null, scope)}
        requestId={randomUUID()}
        parentName={parent.name}
        organizationName={name}
        lifetimeHours={invitationLifetimeHours}
        entered={typeof draft === "string" ? await findDraftText(ctx, draft) : null}
        groups={await listGroupChoices({ ctx, search: "" })}
        cancelHref={consolePath(scope, can(ctx, "invitations.view") ? "/users/invitations" : "")}
      />
    </ConsolePage>
  );
}
