import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import type { SearchParams } from "@/app/_server/list-params";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { BulkInviteForm } from "@/components/bulk-actions/bulk-invite-form";
import { findDraftText } from "@/db/bulk-actions/find-draft";
import { listGroupChoices } from "@/db/groups/queries";
import { can } from "@/db/request-context";
import { draftInvitationsAction } from "./actions";

export const metadata: Metadata = { title: "Invite many" };

type BulkInvitePageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default async function BulkInvitePage({ params, searchParams }: BulkInvitePageProps) {
  const ctx = await guardPage(params, "invitations.create");
  const { parent, name, invitationLifetimeHours } = ctx.organization;
  if (!parent) notFound();
  const scope = scopeOf(ctx);
  const { draft } = await searchParams;
  return (
    <ConsolePage ctx={ctx} current="Users" title="Invite many">
      <BulkInviteForm
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
