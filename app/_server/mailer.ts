import { createHash } from "node:crypto";
import { createTransport } from "nodemailer";
import { parseEmailAddress } from "@/lib/email-address";
import { UnusableAddress, withoutSecrets } from "./email-failure";

export type Email = {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /**
   * The part of the Message-ID before the @. It is the same for each attempt, so that email programs show a repeated email
   * once.
   */
  readonly id: string;
  /** When the first attempt began. All attempts have this date. */
  readonly date: Date;
  /** Replaces the name of the configured sender, but not its address. */
  readonly senderName?: string;
  /** The images that the HTML shows as `cid:…`. */
  readonly pictures?: readonly { readonly cid: string; readonly png: Buffer }[];
};

export type Mailer = ReturnType<typeof createMailer>;

/**
 * Sends emails over a few SMTP connections that stay open. `send` throws errors for `emailFailure`.
 * @param config.from like `Usher <no-reply@usher.example>`
 * @param config.patience how long to wait for the mail server, in milliseconds
 */
export function createMailer(config: {
  smtpUrl: string;
  from: string;
  connections: number;
  patience?: number;
}) {
  const { smtpUrl: url, connections: maxConnections, patience = 60_000 } = config;
  // Distinguishes a server that isn't there from one that is slow.
  const connecting = Math.min(10_000, patience / 2);
  const timeouts = { connectionTimeout: connecting, greetingTimeout: connecting };
  const transport = createTransport({ ...limits, ...timeouts, url, maxConnections });
  const secrets = secretsIn(url);
  const sender = parseSender(config.from);
  const domain = sender.address.replace(/^.*@/, "");

  return {
    /** The sender's name of emails without a `senderName`. */
    ownName: sender.name,
    async send({ id, to, senderName, pictures = [], ...mail }: Email): Promise<void> {
      const messageId = `<${id}@${domain}>`;
      const address = parseEmailAddress(to);
      if (!address) throw new UnusableAddress("The recipient is not one e-mail address.");
      const sending = transport.sendMail({
        ...mail,
        messageId,
        // Not random, so that a repeated email is byte-identical.
        baseBoundary: createHash("sha256").update(messageId).digest("hex").slice(0, 24),
        from: { ...sender, ...(senderName && { name: senderName }) },
        attachments: pictures.map(({ cid, png }) => ({
          cid,
          content: png,
          filename: `${cid}.png`,
          contentType: "image/png",
          contentDisposition: "inline",
        })),
        to: { name: "", address },
        envelope: { from: sender.address, to: address },
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
        signal: AbortSignal.timeout(patience),
      });
      await sending.catch((error: unknown) => {
        throw withoutSecrets(error, secrets);
      });
    },
    close: () => transport.close(),
  };
}

const limits = {
  pool: true,
  // Sends once more, with the same Message-ID, if the connection was closed while idle.
  maxRequeues: 1,
  idleTimeout: 30_000,
  socketTimeout: 30_000,
  // Uses user and password of SMTP_URL even if the server doesn't ask for them. Otherwise they would be ignored silently.
  forceAuth: true,
  disableFileAccess: true,
  disableUrlAccess: true,
} as const;

/** @param from like `Usher <no-reply@usher.example>` */
export function parseSender(from: string) {
  const [, name = "", address = from] = /^"?(.*?)"? *<([^<>]*)>$/.exec(from) ?? [];
  return { name, address };
}

/** The password, in each form in which it is written or sent. */
function secretsIn(smtpUrl: string): string[] {
  const { username, password } = new URL(smtpUrl);
  if (!password) return [];
  const [user, plain] = [decodeURIComponent(username), decodeURIComponent(password)];
  const sent = [plain, `\0${user}\0${plain}`].map((text) => Buffer.from(text).toString("base64"));
  return [...sent, plain, password];
}
