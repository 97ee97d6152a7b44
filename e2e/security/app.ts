import { Agent, type IncomingHttpHeaders, request } from "node:http";

export type Reply = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  readonly body?: string | Buffer;
  /** Another process of the app than the one that is tested. */
  readonly base?: string;
  readonly agent?: Agent;
};

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

export function baseUrl(): string {
  return process.env.BASE_URL ?? "";
}

/** Sends exactly this path and these headers, which a browser and `fetch` would put in order first. */
export function send(path: string, sent: Sent = {}): Promise<Reply> {
  const { host, port } = new URL(sent.base ?? baseUrl());
  return new Promise((resolve, reject) => {
    const options = {
      agent: sent.agent ?? agent,
      host: "127.0.0.1",
      port,
      path,
      method: sent.method ?? "GET",
      headers: { host, ...(sent.cookie && { cookie: sent.cookie }), ...sent.headers },
    };
    const asked = request(options, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    asked.on("error", (error) => {
      // The server may close an idle connection at the moment when it is used again: what was sent then was not heard.
      const unheard = asked.reusedSocket && "code" in error && error.code === "ECONNRESET";
      if (unheard) resolve(send(path, { ...sent, agent: new Agent() }));
      else reject(error);
    });
    asked.end(sent.body);
  });
}

/** Sends a form as a page does that has no script. */
export function post(path: string, form: Readonly<Record<string, string>>, sent: Sent = {}): Promise<Reply> {
  return send(path, {
    ...sent,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...sent.headers },
    body: new URLSearchParams(form).toString(),
  });
}

export type Credentials = { root: string; organizationId: string; username: string; password: string };

/** Signs in through next-auth's own endpoint. */
export async function trySignIn(credentials: Credentials, sent: Sent = {}): Promise<Reply> {
  const csrf = await send("/api/auth/csrf", { ...(sent.base && { base: sent.base }) });
  const { csrfToken } = JSON.parse(csrf.body);
  return await post(
    "/api/auth/callback/credentials",
    { csrfToken, ...credentials },
    { ...sent, cookie: cookiesOf(csrf) },
  );
}

/** The session's cookie. */
export async function signIn(credentials: Credentials, sent: Sent = {}): Promise<string> {
  const reply = await trySignIn(credentials, sent);
  const session = setCookies(reply).find((cookie) => cookie.includes("session-token="));
  if (!session) throw new Error(`${credentials.username} could not sign in: ${reply.headers.location}`);
  return session.split(";")[0] ?? "";
}

export function setCookies(reply: Reply): string[] {
  return reply.headers["set-cookie"] ?? [];
}

function cookiesOf(reply: Reply): string {
  return setCookies(reply)
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** What shows that something broke, or how it is built. */
export const TRACES =
  /\n\s+at \S+ \(|node_modules|\/server\/chunks\/|PostgresError|DrizzleQueryError|ZodError|TypeError:/;
