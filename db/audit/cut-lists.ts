import { type SQL, sql } from "drizzle-orm";
import { constant } from "@/db/lists/keyset";

/**
 * The details of an event for a page. With all of their names they could have megabytes, so long lists are cut to the first
 * names and the number of the others (see `listNames`).
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
