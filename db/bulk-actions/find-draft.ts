import { sql } from "drizzle-orm";
import { dateOf } from "@/db/lists/read-list";
import type { RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";
import { lastDay } from "@/lib/dates";

/** The fields of the form "Invite many", restored from a draft to edit it. */
export type DraftText = {
  readonly usernames: string;
  /** The groups for all users. */
  readonly groupIds: readonly string[];
  readonly lifetimeHours: number | null;
  readonly note: string | null;
  readonly endsOn: string | null;
};

type Row = {
  readonly username: string;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
};

/** @returns the actor's draft as it could have been entered, without groups that were deleted since; null if there is none */
export async function findDraftText(ctx: RequestContext, bulkActionId: string): Promise<DraftText | null> {
  if (!isUuid(bulkActionId)) return null;
  const [draft] = await ctx.db.execute<
    Pick<DraftText, "lifetimeHours" | "note"> & { ends: string | null; rows: Row[] }
  >(sql`
    select
      b.lifetime_hours as "lifetimeHours",
      b.note,
      to_json(b.membership_ends_at) #>> '{}' as ends,
      (
        select coalesce(json_agg(draft_row order by position), '[]')
        from (
          select
            r.position,
            r.username,
            (
              select coalesce(
                json_agg(json_build_object('id', g.group_id, 'name', g.group_name) order by g.group_name),
                '[]'
              )
              from bulk_action_row_groups g
              where g.bulk_action_id = r.bulk_action_id
                and g.position = r.position
                and g.group_id is not null
            ) as groups
          from bulk_action_rows r
          where r.bulk_action_id = b.id
        ) as draft_row
      ) as rows
    from bulk_actions b
    where b.id = ${bulkActionId}
      and b.organization_id = ${ctx.organization.id}
      and b.actor_id = ${ctx.actor.id}
      and b.state = 'draft'`);
  if (!draft) return null;
  const { rows, ends, ...options } = draft;
  const end = dateOf(ends);
  const groupIds = findCommonGroups(rows);
  return { ...options, endsOn: end && lastDay(end), groupIds, usernames: formatRows(rows, groupIds) };
}

function findCommonGroups([first, ...others]: readonly Row[]): string[] {
  return (first?.groups ?? [])
    .map(({ id }) => id)
    .filter((id) => others.every(({ groups }) => groups.some((group) => group.id === id)));
}

function formatRows(rows: readonly Row[], groupIds: readonly string[]): string {
  const own = rows.map(({ groups }) =>
    groups.filter(({ id }) => !groupIds.includes(id)).map(({ name }) => name),
  );
  if (own.every((names) => names.length === 0)) return rows.map(({ username }) => username).join("\n");
  const lines = rows.map(({ username }, at) => `${cell(username)},${cell((own[at] ?? []).join("|"))}`);
  return ["username,groups", ...lines].join("\n");
}

function cell(text: string): string {
  return /[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
