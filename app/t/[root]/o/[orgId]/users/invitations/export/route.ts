import { getTranslations } from "next-intl/server";
import { csvResponse } from "@/app/_server/csv";
import { bothWays, readListParams } from "@/app/_server/list-params";
import { guardInvitationsPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { isStillAllowed } from "@/db/access/find-context";
import { exportInvitations } from "@/db/invitations/export";
import { INVITATION_FILTERS, INVITATION_SORTS } from "@/db/invitations/list";
import type { InvitationRow } from "@/db/invitations/types";
import { can } from "@/db/request-context";
import type { Translator } from "@/i18n/translator";
import { joinGroupNames } from "@/lib/username-list/group-names";

/** All invitations that match the page's filter and search, as CSV, without links. */
export async function GET(request: Request, { params }: { params: Promise<Scope> }): Promise<Response> {
  const ctx = await guardInvitationsPage(params, "invitations.view");
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { input } = await readListParams(
    consolePath(await params, "/users/invitations"),
    Promise.resolve(query),
    bothWays("-sent", INVITATION_SORTS),
  );
  const filter = INVITATION_FILTERS.find((known) => known === query.status) ?? "all";
  const t = await getTranslations("invitations");
  const now = new Date();
  return csvResponse(
    t("export.fileName", { organization: ctx.organization.name, day: now.toISOString().slice(0, 10) }),
    COLUMNS.map((column) => t(`export.columns.${column}`)),
    cells(t, exportInvitations({ ctx, input: { ...input, filter }, now })),
    () => isStillAllowed(ctx, (now) => can(now, "invitations.view")),
  );
}

const COLUMNS = [
  "username",
  "name",
  "email",
  "status",
  "delivery",
  "groups",
  "invitedBy",
  "created",
  "sent",
  "expires",
  "ended",
  "memberUntil",
  "declineReason",
] as const;

async function* cells(t: Translator<"invitations">, batches: AsyncGenerator<readonly InvitationRow[]>) {
  for await (const rows of batches) yield rows.map((row) => cellsOf(t, row));
}

function cellsOf(t: Translator<"invitations">, row: InvitationRow): string[] {
  const time = (date: Date | null) => date?.toISOString() ?? "";
  return [
    row.username,
    row.name,
    row.email ?? "",
    t(`status.${row.status}`),
    t(`export.delivery.${row.delivery.state}`),
    joinGroupNames(row.groups.map(({ name }) => name)),
    row.invitedBy ?? "",
    time(row.createdAt),
    time(row.sentAt),
    time(row.expiresAt),
    time(row.endedAt),
    time(row.membershipEndsAt),
    row.declineReason ?? "",
  ];
}
