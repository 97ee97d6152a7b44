import { sql } from "drizzle-orm";

/**
 * The large tree in numbers: organization 1 is the root, 2 to 2,001 are its children, each further one stands 1,334
 * below its own number. The root manages 20,000 users, organization 2 manages 100,000, every other one 68; users are
 * numbered in that order.
 */
export const LARGE_FUNCTIONS = [
  sql`create function pg_temp.id(kind text, n bigint) returns uuid immutable parallel safe language sql
    return md5('large ' || kind || ' ' || n)::uuid`,
  sql`create function pg_temp.parent_of(organization int) returns int immutable parallel safe language sql
    return case when organization <= 2001 then 1 else organization - 1334 end`,
  sql`create function pg_temp.size_of(organization int) returns int immutable parallel safe language sql
    return case organization when 1 then 20000 when 2 then 100000 else 68 end`,
  sql`create function pg_temp.first_user(organization int) returns int immutable parallel safe language sql
    return case organization when 1 then 1 when 2 then 20001 else 120001 + (organization - 3) * 68 end`,
  sql`create function pg_temp.manager_of(user_number int) returns int immutable parallel safe language sql
    return case when user_number <= 20000 then 1 when user_number <= 120000 then 2 else 3 + (user_number - 120001) / 68 end`,
  // The place-th of the parent's users for an organization: no two the same as long as the parent has that many.
  sql`create function pg_temp.parent_user(organization int, place int) returns int immutable parallel safe language sql
    return pg_temp.first_user(pg_temp.parent_of(organization))
      + (organization * 20 + place) % pg_temp.size_of(pg_temp.parent_of(organization))`,
  sql`create function pg_temp.person_name(user_number int) returns text immutable parallel safe language sql
    return case when user_number = 1 then 'Lara Stone' else
      (array['Ada','Ben','Cora','Dan','Eva','Finn','Gita','Hugo','Ines','Jonas','Kira','Liam','Mina','Nora','Otto','Pia','Quinn','Rosa','Sven','Tara'])
        [1 + user_number % 20] || ' ' ||
      (array['Abel','Berg','Cole','Dahl','Ekman','Frost','Grant','Holm','Ivers','Jung','Kessler','Lund','Marsh','Nolan','Olsen','Perez','Quist',
        'Rossi','Silva','Tanaka','Ueda','Vogel','Weber','Xu','Young','Zeller','Okafor','Novak','Moreau'])[1 + user_number / 20 % 29] end`,
  sql`create function pg_temp.username(user_number int) returns text immutable parallel safe language sql
    return case when user_number = 1 then 'lara' else lower(replace(pg_temp.person_name(user_number), ' ', '.')) || '.' || user_number end`,
  sql`create function pg_temp.organization_name(organization int) returns text immutable parallel safe language sql
    return case organization when 1 then 'Large Holding' when 2 then 'Busy Airlines' else
      (array['North','Blue','Silver','Grand','Swift','Prime','Royal','Global','Urban','Alpine','Coastal'])[1 + organization % 11] || ' ' ||
      (array['Travel','Retail','Logistics','Health','Energy','Media','Foods','Bank','Labs','Hotels','Motors','Systems','Partners'])
        [1 + organization % 13] || ' ' || organization end`,
];
