import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { findContext } from "@/db/access/find-context";
import type { Database } from "@/db/client";
import type { Context } from "@/db/context";
import { acceptInvitation } from "@/db/invitations/accept";
import type { InviteInput } from "@/db/invitations/input";
import { inviteUsers } from "@/db/invitations/invite";
import { newLink } from "@/db/link";
import type { Permission } from "@/db/permissions";
import { type Person, plantDemo } from "@/db/seed/demo";
import type { Session } from "@/db/sessions/session";
import { letPass } from "@/db/testing/standing";
import { addToGroup, plantGroup } from "@/db/testing/world";
import { insertUser } from "@/db/users/insert";
import { expect } from "./expect";

/** Who works where. The demo's people, organizations and groups are the cast of every story. */
const HOMES = {
  ada: "meridian",
  grace: "meridian",
  linus: "meridian",
  margaret: "meridian",
  dennis: "meridian",
  barbara: "meridian",
  ken: "meridian",
  alex: "acme",
  sam: "acme",
  elena: "europe",
  hank: "globex",
  mallory: "orbit",
} as const satisfies Record<Person, string>;

const ADMINISTRATORS = {
  meridian: "ada",
  acme: "alex",
  europe: "elena",
  globex: "hank",
  orbit: "mallory",
} as const;

const DOMAINS = {
  meridian: "meridian",
  acme: "acme-travel",
  europe: "acme-travel-europe",
  globex: "globex-retail",
  orbit: "orbit",
};

export type Place = keyof typeof DOMAINS;
export type { Person };
export type World = Awaited<ReturnType<typeof plantWorld>>;

/** The demo as a tree of the story's own: same names, handles and e-mail domains of its own. */
export async function plantWorld(db: Database) {
  const suffix = `-${randomUUID().slice(0, 8)}`;
  const places = await plantDemo(db, suffix);

  const home = (person: Person): Place => HOMES[person];
  const root = (place: Place) => (place === "orbit" ? `orbit${suffix}` : `meridian${suffix}`);
  const email = (person: Person) => `${person}@${DOMAINS[home(person)]}${suffix}.example`;

  const session = async (person: Person): Promise<Session> => {
    const [user] = await db.execute<Session>(sql`
      insert into sessions (user_id, address)
      select u.id, '192.0.2.1' from users u join organizations o on o.id = u.root_id
      where u.username = ${person} and o.handle = ${root(home(person))}
      returning id, user_id as "userId"`);
    if (!user) throw new Error(`${person} is nobody of this world.`);
    return user;
  };

  /** Who somebody is in an organization, to call the model's verbs with. */
  const acting = async (person: Person, place: Place): Promise<Context> => {
    const access = await findContext({
      db,
      session: await session(person),
      root: root(place),
      organizationId: places[place].id,
      address: "192.0.2.1",
    });
    if (access.state !== "open") throw new Error(`${person} cannot work in ${place}: ${access.state}.`);
    return access.ctx;
  };

  const groupId = async (place: Place, name: string): Promise<string> => {
    const [group] = await db.execute<{ id: string }>(sql`
      select id from groups where organization_id = ${places[place].id} and name = ${name}`);
    if (!group) throw new Error(`There is no group ${name} in ${place}.`);
    return group.id;
  };

  /** Invites through the model; the mails leave as they always do. */
  const invite = async (
    by: Person,
    place: Place,
    usernames: string[],
    groups: string[] = [],
    more: Pick<InviteInput, "note" | "lifetimeHours" | "endsOn"> = {},
  ) =>
    inviteUsers({
      ctx: await acting(by, place),
      input: {
        usernames,
        groupIds: await Promise.all(groups.map((name) => groupId(place, name))),
        requestId: randomUUID(),
        ...more,
      },
    });

  /** The id of a pending invitation, once its mail has been sent. */
  const sent = async (place: Place, username: string): Promise<string> => {
    const find = async () => {
      const [row] = await db.execute<{ id: string }>(sql`
        select id from invitations
        where organization_id = ${places[place].id} and username = ${username}
          and status = 'pending' and mail_state = 'sent'`);
      return row?.id ?? "";
    };
    await expect.poll(find, `the mail to ${username} to be sent`).not.toBe("");
    return await find();
  };

  /** Invites through the model and accepts: afterwards the person is a user there. */
  const bring = async (person: Person, place: Place, groups: string[] = []) => {
    await invite(ADMINISTRATORS[place], place, [person], groups);
    const id = await sent(place, person);
    const { link, hash } = newLink(); // the mail's is dead from now on
    await db.execute(
      sql`update invitations set link_hash = decode(${hash.toString("hex")}, 'hex') where id = ${id}`,
    );
    await acceptInvitation({ db, session: await session(person), link, address: "192.0.2.1" });
  };

  /** Puts a user of the organization into a group that allows just this. */
  const permit = async (person: Person, place: Place, permissions: readonly Permission[]) => {
    const organizationId = places[place].id;
    const group = await plantGroup(db, organizationId, permissions);
    await addToGroup(db, organizationId, (await session(person)).userId, group.id);
  };

  /** Makes the time of a pending invitation end an hour ago. */
  const expire = async (place: Place, username: string) => {
    const id = await sent(place, username);
    await db.execute(sql`update invitations set expires_at = now() - interval '1 hour' where id = ${id}`);
  };

  /** As if so much time had passed for the invitations into an organization: "6 minutes". */
  const later = (place: Place, time: string) => letPass({ db, places }, place, time);

  /** Adds that many more users: person-01, person-02 and so on. */
  const crowd = async (place: Place, count: number): Promise<string[]> => {
    const usernames = Array.from({ length: count }, (_, at) => `person-${String(at + 1).padStart(2, "0")}`);
    for (const username of usernames) {
      await insertUser(db, {
        organizationId: places[place].id,
        username,
        name: `Person ${username.slice(-2)}`,
        email: `${username}@crowd${suffix}.example`,
        password: null,
      });
    }
    return usernames;
  };

  return {
    db,
    places,
    home,
    root,
    email,
    session,
    acting,
    groupId,
    invite,
    sent,
    bring,
    permit,
    expire,
    later,
    crowd,
  };
}
