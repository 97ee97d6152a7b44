import { and, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { inBatches, keyset } from "@/db/lists/keyset";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { bulkActionRows } from "@/db/schema";
import { isUuid, uuids } from "@/db/uuid";
import { NO_RETRY } from "@/lib/bulk-actions";
import { lastDay } from "@/lib/days";
import { guardFormulas, removeFormulaGuards } from "@/lib/username-list/formulas";
import { joinGroupNames } from "@/lib/username-list/group-names";
import { isTable } from "@/lib/username-list/read-table";

/** The fields of the form "Bulk invite", restored from a draft or from an ended bulk invite so that they can be edited. */
export type DraftText = {
  /** Null if they are too long for a form. */
  readonly usernames: string | null;
  /** The groups for all users. */
  readonly groupIds: readonly string[];
  readonly lifetimeHours: number | null;
  readonly note: string | null;
  readonly endsOn: string | null;
};

const r = alias(bulkActionRows, "r");

const rowOfDraft = z.object({
  username: z.string(),
  /** The field `entered` of `BulkActionDetails`. */
  details: z.object({
    problem: z.object({ entered: z.array(z.string()) }).optional(),
    groups: z.array(z.string()).optional(),
    entered: z.array(z.string()).optional(),
  }),
  /** The names of the groups that other rows don't have. */
  groups: z.array(z.string()),
});
type Row = z.infer<typeof rowOfDraft>;

const draftRow = z.object({
  lifetimeHours: z.number().nullable(),
  note: z.string().nullable(),
  ends: z.coerce.date().nullable(),
  groupIds: z.array(z.string()),
});

/**
 * Finds a draft of the actor, or the rows of an ended bulk invite of the actor that can succeed in a retry.
 * @returns them as form values, without groups that were deleted since; null if there is no such bulk invite
 */
export async function findDraftText(ctx: RequestContext, bulkActionId: string): Promise<DraftText | null> {
  if (!isUuid(bulkActionId)) return null;
  const [draft] = await rowsOf(ctx.db, draftRow)`
    select
      b.lifetime_hours as "lifetimeHours",
      b.note,
      to_json(b.membership_ends_at) as ends,
      array(
        select g.group_id
        from bulk_action_row_groups g
        join bulk_action_rows r on r.bulk_action_id = g.bulk_action_id and r.position = g.position
        where g.bulk_action_id = b.id
          and g.group_id is not null
          and ${isOffered} and r.outcome <> 'unreadable'
        group by g.group_id
        having count(*) = (
          select count(*)
          from bulk_action_rows r
          where r.bulk_action_id = b.id and ${isOffered} and r.outcome <> 'unreadable'
        )
        order by min(g.group_name)
      ) as "groupIds"
    from bulk_actions b
    where b.id = ${bulkActionId}
      and b.organization_id = ${ctx.organization.id}
      and b.actor_id = ${ctx.actor.id}
      and b.kind = 'invite'
      and b.state <> 'running'`;
  if (!draft) return null;
  const { ends, ...options } = draft;
  return {
    ...options,
    endsOn: ends && lastDay(ends, ctx.organization.timeZone),
    usernames: await formatRows(ctx, bulkActionId, draft.groupIds),
  };
}

/** A row `r` of the bulk invite `b` that the form shows. */
const isOffered = sql`(b.state = 'draft' or r.outcome <> all(${sql.param([...NO_RETRY])}::bulk_action_outcome[]))`;

/**
 * In bytes of the page that contains the text. 10,000 usernames with groups take about 800,000. The process does nothing else
 * while it writes them.
 */
const MAX_SENT = 1_000_000;

/** The page contains each text twice, as HTML and as script, which write these characters as up to six others. */
function sentLength(text: string): number {
  const escaped = text.match(/[&<>"'\\]/g)?.length ?? 0;
  return 2 * (Buffer.byteLength(text) + 5 * escaped);
}

/** A plain list if no row has groups of its own, otherwise a table. Null if it would be too long. */
async function formatRows(
  ctx: RequestContext,
  id: string,
  commonGroupIds: readonly string[],
): Promise<string | null> {
  const [names, table] = [[] as string[], ["username,groups"]];
  let isList = true;
  let length = 0;
  for await (const rows of rowsOfDraft(ctx, id, commonGroupIds)) {
    for (const row of rows) {
      const [username = "", ...others] = cellsOf(row);
      const line = [username, ...others].map(cell).join(",");
      length += sentLength(`${line}\n`);
      if (length > MAX_SENT) return null;
      names.push(username);
      table.push(line);
      isList &&= username !== "" && others.every((text) => text === "");
    }
  }
  const list = names.join("\n");
  return isList && !isTable(list) ? list : table.join("\n");
}

/** How many rows are read at once, because each can have 100 groups, and the process does nothing else meanwhile. */
const READ_AT_ONCE = 500;

function rowsOfDraft(
  ctx: RequestContext,
  id: string,
  commonGroupIds: readonly string[],
): AsyncGenerator<Row[]> {
  return inBatches(async (after) => {
    const list = keyset({ column: r.position }, { descending: false, after, before: null }, READ_AT_ONCE);
    const rows = await rowsOf(ctx.db, rowOfDraft.extend({ cursor: z.string() }))`
      select
        r.username,
        r.details,
        ${list.cursor} as cursor,
        array(
          select g.group_name
          from bulk_action_row_groups g
          where g.bulk_action_id = r.bulk_action_id
            and g.position = r.position
            and g.group_id is not null
            and g.group_id <> all(${uuids(commonGroupIds)})
          order by g.group_name
        ) as groups
      from bulk_action_rows r
      join bulk_actions b on b.id = r.bulk_action_id
      where ${and(sql`r.bulk_action_id = ${id}`, list.afterCursor, isOffered)}
      order by r.position
      limit ${list.limit}`;
    return list.page(rows);
  });
}

function cellsOf({ username, details, groups }: Row): readonly string[] {
  if (details.problem) return details.problem.entered;
  return [
    details.entered?.[0] ?? username,
    joinGroupNames([...new Set([...groups, ...(details.groups ?? [])])]),
  ];
}

/** Adds a guard if reading the table would otherwise remove a part of the text as one. */
function cell(text: string): string {
  const guarded = removeFormulaGuards(text) === text ? text : guardFormulas(text);
  return /[",;\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
