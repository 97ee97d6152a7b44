import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

type ReceivedEmail = { from: string; to: string[]; headers: Map<string, string>; body: string; raw: string };

/** Starts an SMTP server on loopback that keeps the emails it receives. `options` changes how it replies. */
export async function startSmtp(options: Partial<SMTPServerOptions> = {}, port = 0) {
  const emails: ReceivedEmail[] = [];
  let repliesToLose = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    closeTimeout: 100,
    async onData(stream, { envelope }, done) {
      const raw = await text(stream).catch(() => null);
      if (raw === null) return done(); // the connection was cut
      const { mailFrom, rcptTo } = envelope;
      emails.push({
        from: mailFrom ? mailFrom.address : "",
        to: rcptTo.map(({ address }) => address),
        ...split(raw),
        raw,
      });
      if (repliesToLose-- <= 0) return done();
      for (const connection of server.connections) connection.close();
    },
    ...options,
  });
  server.on("error", () => {});
  const listening = server.listen(port, "127.0.0.1");
  await new Promise<void>((done) => listening.once("listening", done));
  const address = listening.address();
  if (!address || typeof address === "string") throw new Error("The SMTP server has no port.");
  return {
    emails,
    server,
    /** Accepts this many emails, but closes the connection instead of confirming them. */
    loseReplies(count: number) {
      repliesToLose = count;
    },
    port: address.port,
    url: `smtp://127.0.0.1:${address.port}`,
    close: () => new Promise<void>((done) => server.close(done)),
  };
}

/** A reply with an SMTP code. */
export function smtpReply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function split(raw: string) {
  const end = raw.indexOf("\r\n\r\n");
  const unfolded = raw.slice(0, end).replace(/\r\n[ \t]+/g, " ");
  const headers = unfolded.split("\r\n").map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: raw.slice(end + 4) };
}
