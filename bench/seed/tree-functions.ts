import { type SQL, sql } from "drizzle-orm";
import type { TreeSize } from "@/bench/seed/tree-sizes";

const LEVELS_BELOW_CHILDREN = 6;

/**
 * Temporary SQL functions that compute the tree from numbers: which organization is where, and who its users are. An id is
 * computed from a number, so that seeding doesn't have to look anything up.
 */
export function treeFunctions({ handle, name, organizations, children, people, guests }: TreeSize): SQL[] {
  const step = Math.ceil((organizations - children - 1) / LEVELS_BELOW_CHILDREN);
  const define = (signature: string, body: string) =>
    sql.raw(`create function pg_temp.${signature} immutable parallel safe language sql return ${body}`);
  return [
    define("id(kind text, n bigint) returns uuid", `md5('${handle} ' || kind || ' ' || n)::uuid`),
    define(
      "parent_of(organization int) returns int",
      `case when organization <= ${children + 1} then 1 else organization - ${step} end`,
    ),
    define(
      "size_of(organization int) returns int",
      `case organization when 1 then ${people.root} when 2 then ${people.busiest} else ${people.other} end`,
    ),
    define(
      "first_user(organization int) returns int",
      `case organization when 1 then 1 when 2 then ${people.root + 1}
        else ${people.root + people.busiest + 1} + (organization - 3) * ${people.other} end`,
    ),
    define(
      "manager_of(user_number int) returns int",
      `case when user_number <= ${people.root} then 1 when user_number <= ${people.root + people.busiest} then 2
        else 3 + (user_number - ${people.root + people.busiest + 1}) / ${people.other} end`,
    ),
    // A user of the parent for each place, except the root's last user. All are different if there are enough users.
    define(
      "parent_user(organization int, place int) returns int",
      `pg_temp.first_user(pg_temp.parent_of(organization)) + (organization * ${guests.other} + place)
        % (pg_temp.size_of(pg_temp.parent_of(organization)) - case pg_temp.parent_of(organization) when 1 then 1 else 0 end)`,
    ),
    define(
      "person_name(user_number int) returns text",
      `case user_number when 1 then 'Lara Stone' when ${people.root} then 'Everett Stone' else
        (array['Ada','Ben','Cora','Dan','Eva','Finn','Gita','Hugo','Ines','Jonas',
          'Kira','Liam','Mina','Nora','Otto','Pia','Quinn','Rosa','Sven','Tara'])[1 + user_number % 20] || ' ' ||
        (array['Abel','Berg','Cole','Dahl','Ekman','Frost','Grant','Holm','Ivers','Jung','Kessler','Lund','Marsh',
          'Nolan','Olsen','Perez','Quist','Rossi','Silva','Tanaka','Ueda','Vogel','Weber','Xu','Young','Zeller',
          'Okafor','Novak','Moreau'])[1 + user_number / 20 % 29] end`,
    ),
    define(
      "username(user_number int) returns text",
      `case user_number when 1 then 'lara' when ${people.root} then 'everett'
        else lower(replace(pg_temp.person_name(user_number), ' ', '.')) || '.' || user_number end`,
    ),
    define(
      "organization_name(organization int) returns text",
      `case organization when 1 then '${name}' when 2 then 'Busy Airlines' else
        (array['North','Blue','Silver','Grand','Swift','Prime','Royal','Global','Urban','Alpine','Coastal'])
          [1 + organization % 11] || ' ' ||
        (array['Travel','Retail','Logistics','Health','Energy','Media','Foods',
          'Bank','Labs','Hotels','Motors','Systems','Partners'])[1 + organization % 13] || ' ' || organization end`,
    ),
  ];
}
