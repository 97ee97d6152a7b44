import type { Mails } from "./multi-process";

type Mail = Mails["mails"][number];

/** Whose mail it is: the invitation's id. */
export function invitationIn({ headers }: Mail): string {
  return /^<invitation-([0-9a-f-]{36})\./.exec(headers.get("message-id") ?? "")?.[1] ?? "none";
}

export function linkIn({ body }: Mail): string {
  const link = /\/accept\/([A-Za-z0-9_-]{43})/.exec(body.replaceAll(/=\r\n/g, ""));
  if (!link?.[1]) throw new Error("There is no link in this mail.");
  return link[1];
}
