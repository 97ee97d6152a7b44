import { expect } from "../fixtures/expect";

type RawMail = { readonly headers: string[]; readonly body: string };

/** The newest mail of an invitation as it came over the wire: its header lines, unfolded, and the rest without soft line breaks. */
export async function mailOf(invitationId: string): Promise<RawMail> {
  const mails: { id: string; messageId?: string; headers: Record<string, string> }[] = await (
    await fetch(new URL("email", process.env.MAIL_URL))
  ).json();
  const mail = mails.findLast(({ headers }) => headers["message-id"]?.includes(invitationId));
  if (!mail) throw new Error("The mail of this invitation did not come.");
  return await rawMail(mail);
}

/** All emails to an address, the same way, as soon as there are `count`. */
export async function resendLimits(address: string, count: number): Promise<RawMail[]> {
  const list = new URL("email", process.env.MAIL_URL);
  list.searchParams.set("to.address", address);
  const mails = async (): Promise<{ id: string }[]> => await (await fetch(list)).json();
  await expect.poll(async () => (await mails()).length, `emails to ${address}`).toBeGreaterThanOrEqual(count);
  return await Promise.all((await mails()).map(rawMail));
}

async function rawMail(mail: { id: string }): Promise<RawMail> {
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
