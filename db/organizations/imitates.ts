import { type SQL, sql } from "drizzle-orm";

/**
 * Whether emails of an organization would show the name of another organization of the tree, or look like Usher's own emails,
 * such as those with password links. A root organization may have the name in `MAIL_FROM`: the operator creates it, and may
 * be the same company.
 * @param organization the SQL alias of a row of organizations
 * @param ownName the sender's name of Usher's own emails, which the operator chooses
 * @returns an SQL condition
 */
export function imitates(organization: SQL, ownName = ""): SQL {
  const senderName = sql`coalesce(${organization}.sender_name, ${organization}.name)`;
  return sql`(
    imitates_another(${organization})
    or look_alike('Usher', ${senderName})
    or (
      ${organization}.parent_id is not null
      and ${ownName}::text <> ''
      and look_alike(${ownName}::text, ${senderName})
    )
  )`;
}
