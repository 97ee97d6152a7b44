import { readFileSync } from "node:fs";
import type { Agent } from "node:http";
import path from "node:path";
import { projectRoot, testDistDir } from "@/scripts/paths";
import { baseUrl, type Reply, send } from "./app";

export type Action = { readonly id: string; readonly name: string; readonly file: string };

/** Every server action that the tested build takes. */
export function builtActions(): Action[] {
  const folder = path.join(projectRoot, process.env.NEXT_DIST_DIR ?? testDistDir);
  const manifest = readFileSync(path.join(folder, "server/server-reference-manifest.json"), "utf8");
  const { node }: { node: Record<string, { exportedName: string; filename: string }> } = JSON.parse(manifest);
  return Object.entries(node).map(([id, { exportedName, filename }]) => ({
    id,
    name: exportedName,
    file: filename,
  }));
}

type Call = {
  /** The page from which it is called. */
  readonly page: string;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly base?: string;
  readonly agent?: Agent;
  /** In organization of the encoded arguments. */
  readonly body?: string | Buffer;
};

/** Calls an action as React does, with arguments that are JSON; a FormData among them makes it multipart. */
export async function callAction(name: string, args: readonly unknown[], call: Call): Promise<Answer> {
  const { type, body } = await encode(args);
  const reply = await send(call.page, {
    method: "POST",
    ...(call.cookie && { cookie: call.cookie }),
    ...(call.base && { base: call.base }),
    ...(call.agent && { agent: call.agent }),
    headers: {
      "next-action": idOf(name),
      origin: baseUrl(),
      accept: "text/x-component",
      "content-type": type,
      ...call.headers,
    },
    body: call.body ?? body,
  });
  return { reply, redirect: redirectOf(reply), data: dataOf(reply.body) };
}

export type Answer = {
  readonly reply: Reply;
  /** Where the action leads, if it leads somewhere. */
  readonly redirect: string | null;
  /** What the action returned; undefined when it returned nothing that can be read. */
  readonly data: unknown;
};

export function idOf(name: string): string {
  const action = builtActions().find((built) => built.name === name);
  if (!action) throw new Error(`The tested build has no action ${name}.`);
  return action.id;
}

const BOUNDARY = "the-boundary";

async function encode(args: readonly unknown[]): Promise<{ type: string; body: string | Buffer }> {
  const forms = args.filter((arg) => arg instanceof FormData);
  if (forms.length === 0) return { type: "text/plain;charset=UTF-8", body: JSON.stringify(args) };
  const fields = await Promise.all(
    forms.flatMap((form, index) => [...form].map(([name, value]) => part(`_${index + 1}_${name}`, value))),
  );
  const root = args.map((arg) => (arg instanceof FormData ? `$K${forms.indexOf(arg) + 1}` : arg));
  const end = multipart([field("0", JSON.stringify(root))]);
  return { type: MULTIPART, body: Buffer.concat([...fields, Buffer.from(end)]) };
}

async function part(name: string, value: string | File): Promise<Buffer> {
  if (typeof value === "string") return Buffer.from(field(name, value));
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${value.name}"\r\nContent-Type: ${value.type}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(await value.arrayBuffer()), Buffer.from("\r\n")]);
}

export function field(name: string, value: string): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

export function multipart(fields: readonly string[]): string {
  return `${fields.join("")}--${BOUNDARY}--\r\n`;
}

export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

function redirectOf({ headers }: Reply): string | null {
  const redirect = headers["x-action-redirect"];
  return typeof redirect === "string" ? redirect.replace(/;(push|replace)$/, "") : null;
}

/** React's stream is rows of `id:JSON`; row 0 says in which row the action's own answer stands. */
function dataOf(stream: string): unknown {
  const rows = new Map(
    stream.split("\n").map((row) => {
      const colon = row.indexOf(":");
      return [row.slice(0, colon), row.slice(colon + 1)] as const;
    }),
  );
  const answer = /"a":"\$@([0-9a-f]+)"/.exec(rows.get("0") ?? "")?.[1];
  const json = answer && rows.get(answer);
  return json && /^[[{"\dntf]/.test(json) ? JSON.parse(json) : undefined;
}
