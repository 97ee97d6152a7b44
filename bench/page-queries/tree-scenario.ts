import { sql } from "drizzle-orm";
import { treeId } from "@/bench/seed/tree-id";
import { BUSIEST, type TreeSize } from "@/bench/seed/tree-sizes";
import { findContext } from "@/db/access/find-context";
import { createDatabase, type Database } from "@/db/client";
import { newLink } from "@/db/link";
import type { RequestContext } from "@/db/request-context";
import type { Session } from "@/db/sessions/session";
import { sessionOf } from "../scenario";

type Statement = { readonly text: string; readonly values: readonly unknown[] };

/** A seeded tree in which pages are read, by its administrator unless they say otherwise. */
export type TreeScenario = {
  readonly size: TreeSize;
  readonly db: Database;
  /** Every statement since it was emptied. */
  readonly statements: Statement[];
  readonly id: (kind: Parameters<typeof treeId>[1], number?: number) => string;
  readonly lara: Session;
  /** A member of every organization. */
  readonly everett: Session;
  /** In the middle of the busiest organization's users. */
  readonly anyUser: { readonly id: string; readonly username: string };
  /** Into the busiest organization. */
  readonly link: string;
  /** What a page of the console begins with. */
  readonly open: (organization: number, as?: Session) => Promise<RequestContext>;
  readonly close: () => Promise<void>;
};

/** @param url a database that has the tree */
export async function openTreeScenario(url: string, size: TreeSize): Promise<TreeScenario> {
  const statements: Statement[] = [];
  const onStatement = (text: string, values: readonly unknown[]) => statements.push({ text, values });
  const db = createDatabase(url, { connections: 4, onStatement });
  const id: TreeScenario["id"] = (kind, number = BUSIEST) => treeId(size, kind, number);
  const lara = await sessionOf(db, id("u", 1));
  const everett = await sessionOf(db, id("u", size.people.root));
  const anyUser = await userOf(db, id("u", size.people.root + 1 + Math.floor(size.people.busiest / 2)));
  const link = await linkOf(db, id("i1"));
  const open: TreeScenario["open"] = async (organization, session = lara) => {
    const access = await findContext({
      db,
      session,
      root: size.handle,
      organizationId: id("o", organization),
      address: "192.0.2.1",
    });
    if (access.state !== "open") throw new Error(`The console does not open: ${access.state}.`);
    return access.ctx;
  };
  const close = async () => {
    await db.execute(sql`delete from sessions where id in (${lara.id}, ${everett.id})`);
    await db.close();
  };
  return { size, db, statements, id, lara, everett, anyUser, link, open, close };
}

async function userOf(db: Database, id: string) {
  const [user] = await db.execute<TreeScenario["anyUser"]>(
    sql`select id, username from users where id = ${id}`,
  );
  if (!user) throw new Error("The tree was seeded by another version. Seed it again.");
  return user;
}

async function linkOf(db: Database, invitationId: string): Promise<string> {
  const { link, hash } = newLink();
  await db.execute(sql`
    update invitations set link_hash = decode(${hash.toString("hex")}, 'hex') where id = ${invitationId}`);
  return link;
}
