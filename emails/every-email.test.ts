import { describe, expect, test } from "vitest";
import { CATALOGS } from "@/i18n/catalogs";
import { directionOf, LOCALES, type PageLocale, PSEUDO_LOCALE } from "@/i18n/locale";
import { DARK_ACCENT, DEFAULT_COLOR } from "@/lib/color";
import { NOTE_LENGTH } from "@/lib/invitations";
import { MAX_GROUPS_OF_INVITATION } from "@/lib/roles";
import { invitationEmail } from "./invitation";
import { acceptedEmail, declinedEmail } from "./responses";
import { INVITATION, RESPONSE, SAMPLES } from "./testing/samples";

const locales: readonly PageLocale[] = [...LOCALES.filter((locale) => CATALOGS[locale]), PSEUDO_LOCALE];

/** Gmail cuts longer emails. */
const MAX_BYTES = 100_000;

describe.each(locales)("in %s", (locale) => {
  const reader = { locale, timeZone: "UTC" };

  test.each(Object.entries(SAMPLES))("the email %s can be read everywhere", async (_, sample) => {
    const { subject, html, text } = await sample(reader);
    expect(html).toContain(`<html dir="${directionOf(locale)}" lang="${locale}">`);
    expect(`${subject}${html}${text}`).not.toMatch(/undefined|\{\{|\[object|emails\./);
    expect(subject.length).toBeLessThan(150);
    expect(Buffer.byteLength(html)).toBeLessThan(MAX_BYTES);
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(html).toContain("@media (prefers-color-scheme: dark)");
    for (const button of html.match(/<a class="button".*?<\/a>/gs) ?? [])
      expect(button, "Outlook ignores the padding of links").toMatch(
        /<!--\[if mso\]><i style="mso-font-width/,
      );
    for (const picture of html.match(/<img[^>]*>/g) ?? [])
      expect(picture).toMatch(/ alt="[^"]+".* style="[^"]*color:#/);
  });

  test("the largest emails are not cut by Gmail", async () => {
    const name = "👩‍🚀".repeat(40); // as long as names can be
    const note = '"'.repeat(NOTE_LENGTH);
    const names = { inviteeName: name, organizationName: name, username: name };
    const invitation = await invitationEmail(reader, {
      ...INVITATION,
      ...names,
      senderName: name,
      inviter: { name, organization: name },
      parentName: name,
      groups: Array.from({ length: MAX_GROUPS_OF_INVITATION }, () => name),
      note,
      noteAuthor: name,
    });
    const declined = await declinedEmail(reader, { ...RESPONSE, ...names, inviterName: name, reason: note });
    for (const { html } of [invitation, declined]) expect(Buffer.byteLength(html)).toBeLessThan(MAX_BYTES);
  });
});

test("an organization without a color has the app's accent, also in the dark", async () => {
  const { html } = await acceptedEmail({ locale: "en", timeZone: "UTC" }, RESPONSE);
  expect(html).toContain(`background-color:${DEFAULT_COLOR}`);
  expect(html).toContain(
    `.button { background-color: ${DARK_ACCENT} !important; border-color: ${DARK_ACCENT} !important; }`,
  );
});
