import type { SampleInvitation } from "@/db/settings/sample-invitation";
import { invitationEmail } from "@/emails/invitation";
import type { Reader } from "@/emails/reader";
import { translatorFor } from "@/i18n/translator";
import { buttonColors, DEFAULT_COLOR } from "@/lib/color";

/** The content id of the logo. */
export const LOGO = "logo";

const HOUR = 3_600_000;

/** An invitation email that invites nobody: for a preview, and to test how emails look and whether they arrive. */
export async function sampleInvitation(
  reader: Reader,
  { recipient, color, logo, ...sample }: SampleInvitation,
  { sentAt, link }: { readonly sentAt: Date; readonly link: string },
) {
  const t = translatorFor(reader.locale, "emails.sample");
  return await invitationEmail(reader, {
    ...sample,
    button: buttonColors(color ?? DEFAULT_COLOR),
    logo: logo && { ...logo, cid: LOGO },
    inviter: { name: recipient.name, organization: recipient.organization },
    inviteeName: recipient.name,
    username: recipient.username,
    groups: [t("group")],
    abilities: { isAdministrator: false, permissions: ["users.view", "groups.view"] },
    note: t("note"),
    noteAuthor: recipient.name,
    membershipEndsAt: null,
    expiresAt: new Date(sentAt.getTime() + sample.lifetimeHours * HOUR),
    link,
  });
}
