import { getTranslations } from "next-intl/server";
import { csvResponse } from "@/app/_server/csv";
import { bothWays, readListParams } from "@/app/_server/list-params";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { isStillAllowed } from "@/db/access/find-context";
import { exportMembers, MEMBER_SORTS } from "@/db/memberships/list";
import type { MemberRow } from "@/db/memberships/types";
import { readMemberView } from "@/db/memberships/view";
import { can } from "@/db/request-context";
import type { Translator } from "@/i18n/translator";
import { joinGroupNames } from "@/lib/username-list/group-names";

/** All users that match the page's filter and search, as CSV. */
export async function GET(request: Request, { params }: { params: Promise<Scope> }): Promise<Response> {
  const ctx = await guardPage(params, "users.view");
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { input } = await readListParams(
    consolePath(await params, "/users"),
    Promise.resolve(query),
    bothWays("name", MEMBER_SORTS),
  );
  const t = await getTranslations("users");
  const day = new Date().toISOString().slice(0, 10);
  return csvResponse(
    t("export.fileName", { organization: ctx.organization.name, day }),
    COLUMNS.map((column) => t(`export.columns.${column}`)),
    cells(t, exportMembers({ ctx, input: { ...input, ...readMemberView(ctx, query) } })),
    () => isStillAllowed(ctx, (now) => can(now, "users.view")),
  );
}

const COLUMNS = [
  "username",
  "name",
  "email",
  "status",
  "groups",
  "managedBy",
  "invitedBy",
  "joined",
  "ends",
] as const;

async function* cells(t: Translator<"users">, batches: AsyncGenerator<readonly MemberRow[]>) {
  for await (const rows of batches) yield rows.map((row) => cellsOf(t, row));
}

function cellsOf(t: Translator<"users">, row: MemberRow): string[] {
  return [
    row.username,
    row.name,
    row.email ?? "",
    t(row.disabled ? "disabled" : "active"),
    joinGroupNames(row.groups.map(({ name }) => name)),
    row.managedBy.name,
    row.invitedBy ?? "",
    row.joinedAt.toISOString(),
    row.ends?.toISOString() ?? "",
  ];
}
