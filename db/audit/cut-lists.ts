import { type SQL, sql } from "drizzle-orm";
import { constant } from "@/db/lists/keyset";

/**
 * The details of an event for a page, which would be megabytes with all of their names. Of each longer list only the first
 * names are read, and then the number of the others (see `listNames`).
 */
export function cutLists(details: SQL, names: number): SQL<Readonly<Record<string, unknown>>> {
  const isLong = sql`jsonb_typeof(value) = 'array' and jsonb_array_length(value) > ${constant(names)}`;
  return sql`(
    select coalesce(
      jsonb_object_agg(
        key,
        case when ${isLong}
          then jsonb_path_query_array(value, ${sql.raw(`'$[0 to ${names - 1}]'`)})
            || to_jsonb(jsonb_array_length(value) - ${constant(names)})
          else value
        end
      ),
      '{}'
    )
    from jsonb_each(${details})
  )`;
}
