import { z } from "zod";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { isUuid } from "@/db/uuid";
import { lastDay } from "@/lib/days";
import { guardFormulas, removeFormulaGuards } from "@/lib/username-list/formulas";
import { joinGroupNames } from "@/lib/username-list/group-names";
import { isTable } from "@/lib/username-list/read-table";

/** The fields of the form "Invite many", restored from a draft so that it can be edited. */
export type DraftText = {
  readonly usernames: string;
  /** The groups for all users. */
  readonly groupIds: readonly string[];
  readonly lifetimeHours: number | null;
  readonly note: string | null;
  readonly endsOn: string | null;
};

const rowOfDraft = z.object({
  username: z.string(),
  /** The field `entered` of `BulkActionDetails`. */
  details: z.object({
    problem: z.object({ entered: z.array(z.string()) }).optional(),
    groups: z.array(z.string()).optional(),
    entered: z.array(z.string()).optional(),
  }),
  groups: z.array(z.object({ id: z.string(), name: z.string() })),
});
type Row = z.infer<typeof rowOfDraft>;

const draftRow = z.object({
  lifetimeHours: z.number().nullable(),
  note: z.string().nullable(),
  ends: z.coerce.date().nullable(),
  rows: z.array(rowOfDraft),
});

/** @returns the actor's draft as form values, without groups that were deleted since; null if there is no such draft */
export async function findDraftText(ctx: RequestContext, bulkActionId: string): Promise<DraftText | null> {
  if (!isUuid(bulkActionId)) return null;
  const [draft] = await rowsOf(ctx.db, draftRow)`
    select
      b.lifetime_hours as "lifetimeHours",
      b.note,
      to_json(b.membership_ends_at) as ends,
      (
        select coalesce(json_agg(draft_row order by position), '[]')
        from (
          select
            r.position,
            r.username,
            r.details,
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
      and b.state = 'draft'`;
  if (!draft) return null;
  const { rows, ends, ...options } = draft;
  const groupIds = findCommonGroups(rows);
  return {
    ...options,
    endsOn: ends && lastDay(ends, ctx.organization.timeZone),
    groupIds,
    usernames: formatRows(rows, groupIds),
  };
}

/** The groups that all readable rows have in common. */
function findCommonGroups(rows: readonly Row[]): string[] {
  const [first, ...others] = rows.filter(({ details }) => !details.problem);
  return (first?.groups ?? [])
    .map(({ id }) => id)
    .filter((id) => others.every(({ groups }) => groups.some((group) => group.id === id)));
}

/** A plain list if no row has groups of its own, otherwise a table. */
function formatRows(rows: readonly Row[], groupIds: readonly string[]): string {
  const cells = rows.map((row) => cellsOf(row, groupIds));
  const list = cells.map(([username]) => username).join("\n");
  if (
    cells.every(([username, ...others]) => username && others.every((text) => text === "")) &&
    !isTable(list)
  )
    return list;
  return [["username", "groups"], ...cells].map((line) => line.map(cell).join(",")).join("\n");
}

function cellsOf({ username, details, groups }: Row, groupIds: readonly string[]): readonly string[] {
  if (details.problem) return details.problem.entered;
  const own = groups.filter(({ id }) => !groupIds.includes(id)).map(({ name }) => name);
  return [
    details.entered?.[0] ?? username,
    joinGroupNames([...new Set([...own, ...(details.groups ?? [])])]),
  ];
}

/** Adds a guard if reading the table would otherwise remove a part of the text as one. */
function cell(text: string): string {
  const guarded = removeFormulaGuards(text) === text ? text : guardFormulas(text);
  return /[",;\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
