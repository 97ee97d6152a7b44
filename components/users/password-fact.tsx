import { EmailStatus } from "@/components/invitations/email-status";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PasswordState } from "@/db/passwords/state";
import type { ActionResult } from "@/lib/action-result";
import { SendLink } from "./send-password-link";

type PasswordFactProps = {
  readonly userName: string;
  readonly link: PasswordState["link"];
  /** Null for whom may not send it, and where it cannot be sent. */
  readonly send: (() => Promise<ActionResult<void>>) | null;
};

/** Of somebody who has not set a password yet: where the first link is, and how long it works. */
export function PasswordFact({ userName, link, send }: PasswordFactProps) {
  return (
    <div className="flex flex-col items-start gap-2">
      <div>
        <p>Not set yet</p>
        <LinkState link={link} />
      </div>
      {send && (
        <SendLink label={link ? "Send the link again" : "Send a link"} userName={userName} send={send} />
      )}
    </div>
  );
}

function LinkState({ link, now = new Date() }: Pick<PasswordFactProps, "link"> & { readonly now?: Date }) {
  if (!link) return <p className="text-muted">No link to set one is on its way.</p>;
  const { mail, sentAt, expiresAt } = link;
  if (mail.state !== "sent" || !sentAt || !expiresAt) return <EmailStatus mail={mail} sentAt={null} />;
  return (
    <p className="text-muted">
      Link sent <RelativeTime date={sentAt} />, {expiresAt > now ? "expires" : "expired"}{" "}
      <RelativeTime date={expiresAt} />
    </p>
  );
}
