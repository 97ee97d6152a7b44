import type { EmailSink } from "./multi-process";

type Email = EmailSink["emails"][number];

/** The id of the invitation that the email is about. */
export function invitationIn({ headers }: Email): string {
  return /^<invitation-([0-9a-f-]{36})\./.exec(headers.get("message-id") ?? "")?.[1] ?? "none";
}

export function linkIn({ body }: Email): string {
  const link = /\/accept\/([A-Za-z0-9_-]{43})/.exec(body.replaceAll(/=\r\n/g, ""));
  if (!link?.[1]) throw new Error("There is no link in this email.");
  return link[1];
}
