import { expect } from "./expect";

export type Mail = { subject: string; text: string; html: string; headers: Record<string, string> };

/** What the mail catcher has received for an address. */
export function inboxOf(address: string) {
  const mails = async (): Promise<Mail[]> => {
    const list = new URL("email", process.env.MAIL_URL);
    list.searchParams.set("to.address", address);
    return await (await fetch(list)).json();
  };

  /** The newest mail, as soon as there are `count`. */
  const newest = async (count = 1): Promise<Mail> => {
    await expect
      .poll(async () => (await mails()).length, `mails to ${address}`)
      .toBeGreaterThanOrEqual(count);
    const mail = (await mails()).at(-1);
    if (!mail) throw new Error(`No mail came to ${address}.`);
    return mail;
  };

  const linkTo = async (page: string, count: number): Promise<string> => {
    const { text } = await newest(count);
    const [found] = text.match(new RegExp(`https?://\\S+/${page}/[\\w-]+`)) ?? [];
    if (!found) throw new Error(`There is no such link in the mail to ${address}:\n${text}`);
    return found;
  };

  /** The invitation's link in the newest mail, as soon as there are `count`. */
  const link = (count = 1) => linkTo("accept", count);

  /** The password's link in the newest mail, as soon as there are `count`. */
  const passwordLink = (count = 1) => linkTo("set-password", count);

  return { mails, newest, link, passwordLink };
}
