import { EmailStatus } from "@/components/invitations/email-status";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PasswordState } from "@/db/passwords/state";
import type { ActionResult } from "@/lib/action-result";
import { SendPasswordLink } from "./send-password-link";

type PasswordStatusProps = {
  readonly userName: string;
  readonly link: PasswordState["link"];
  /** Null if the viewer can't send a link, or the user can't get one. */
  readonly send: (() => Promise<ActionResult<void>>) | null;
};

/** For a user without a password: whether a link to set one was sent, and until when it works. */
export function PasswordStatus({ userName, link, send }: PasswordStatusProps) {
  return (
    <div className="flex flex-col items-start gap-2">
      <div>
        <p>Not set yet</p>
        <LinkStatus link={link} />
      </div>
      {send && (
        <SendPasswordLink
          label={link ? "Send the link again" : "Send a link"}
          userName={userName}
          send={send}
        />
      )}
    </div>
  );
}

function LinkStatus({ link, now = new Date() }: Pick<PasswordStatusProps, "link"> & { readonly now?: Date }) {
  if (!link) return <p className="text-muted">No link to set one is on its way.</p>;
  const { mail, sentAt, expiresAt } = link;
  if (mail.state !== "sent" || !sentAt || !expiresAt) return <EmailStatus delivery={mail} sentAt={null} />;
  return (
    <p className="text-muted">
      Link sent <RelativeTime date={sentAt} />, {expiresAt > now ? "expires" : "expired"}{" "}
      <RelativeTime date={expiresAt} />
    </p>
  );
}
