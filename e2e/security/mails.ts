/** The newest mail of an invitation as it came over the wire: its header lines, unfolded, and the rest without soft line breaks. */
export async function mailOf(invitationId: string): Promise<{ headers: string[]; body: string }> {
  const mails: { id: string; messageId?: string; headers: Record<string, string> }[] = await (
    await fetch(new URL("email", process.env.MAIL_URL))
  ).json();
  const mail = mails.findLast(({ headers }) => headers["message-id"]?.includes(invitationId));
  if (!mail) throw new Error("The mail of this invitation did not come.");
  const raw = await (await fetch(new URL(`email/${mail.id}/download`, process.env.MAIL_URL))).text();
  const end = raw.search(/\r?\n\r?\n/);
  return {
    headers: raw
      .slice(0, end)
      .replaceAll(/\r?\n[ \t]+/g, " ")
      .split(/\r?\n/),
    body: raw
      .slice(end)
      .replaceAll(/=\r?\n/g, "")
      .replaceAll("=3D", "=")
      .replaceAll(/<!DOCTYPE[^>]*>/g, ""),
  };
}
