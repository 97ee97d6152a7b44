import {
  AccountDeleted,
  AccountDisabled,
  accountNoticeEmail,
  EmailChanged,
  PasswordChanged,
  PasswordSet,
  UsernameChanged,
} from "@/emails/account-notices";
import { invitationEmail } from "@/emails/invitation";
import { membershipEndsEmail, myMembershipEndsEmail } from "@/emails/membership-ends";
import { newLinkRequestedEmail } from "@/emails/new-link-requested";
import { firstPasswordEmail, resetPasswordEmail } from "@/emails/password-links";
import type { Reader } from "@/emails/reader";
import { acceptedEmail, declinedEmail } from "@/emails/responses";
import { buttonColors, DEFAULT_COLOR } from "@/lib/color";

const date = new Date("2026-11-26T14:05:00Z");
const console = "https://usher.example/t/meridian/o/5eed0000-0000-4000-8000-000000000002";
const token = "4f3kq0ZsV9c1hPzq7yQpJ2mXw8tRbNnL6uDgEaSxYoI";
const logo = { cid: "logo", width: 240, height: 60 };

export const INVITATION = {
  senderName: "Acme Travel",
  imitates: false,
  logo: null,
  button: buttonColors(DEFAULT_COLOR),
  inviter: { name: "Ada Winter", organization: "Meridian Group" },
  organizationName: "Acme Travel",
  parentName: "Meridian Group",
  inviteeName: "Grace Hopper",
  username: "grace",
  groups: ["Booking managers", "Support"],
  abilities: { isAdministrator: false, permissions: ["users.view", "invitations.create"] as const },
  note: "Hi Grace, this is for the migration.\nSee you on Monday!",
  noteAuthor: "Ada Winter",
  membershipEndsAt: new Date("2027-01-01T00:00:00Z"),
  timeZone: "UTC",
  expiresAt: date,
  lifetimeHours: 72,
  link: `https://usher.example/accept/${token}`,
};

const notice = {
  senderName: "Meridian Group",
  imitates: false,
  logo: null,
  name: "Grace Hopper",
  username: "grace",
  organizationName: "Meridian Group",
  actor: { name: "Ada Winter", username: "ada" },
  happenedAt: date,
};

const passwordLink = {
  organizationName: "Acme Travel",
  name: "Sam Rivera",
  username: "sam",
  expiresAt: date,
  lifetimeHours: 24,
  link: `https://usher.example/set-password/${token}`,
};

const membershipEnd = {
  recipientName: "Alex Moreau",
  memberName: "Grace Hopper",
  username: "grace",
  organizationName: "Acme Travel",
  parentName: "Meridian Group",
  endsAt: new Date("2026-12-04T00:00:00Z"),
  timeZone: "UTC",
  link: `${console}/users/5eed0000-0000-4000-8000-000000000009`,
};

export const RESPONSE = {
  inviterName: "Alex Moreau",
  inviteeName: "Grace Hopper",
  username: "grace",
  organizationName: "Acme Travel",
  respondedAt: date,
  link: `${console}/users/invitations/5eed0000-0000-4000-8000-000000000009`,
};

type Sample = (reader: Reader) => Promise<{ subject: string; html: string; text: string }>;

/** One of each email, for previews and tests. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  invitation: (reader) => invitationEmail(reader, INVITATION),
  "invitation-with-logo": (reader) =>
    invitationEmail(reader, { ...INVITATION, logo, button: buttonColors("#b45309") }),
  "invitation-with-little": (reader) =>
    invitationEmail(reader, { ...INVITATION, inviter: null, groups: [], note: null, membershipEndsAt: null }),
  "new-link-requested": (reader) =>
    newLinkRequestedEmail(reader, { ...RESPONSE, recipientName: "Alex Moreau", requestedAt: date }),
  accepted: (reader) => acceptedEmail(reader, RESPONSE),
  declined: (reader) =>
    declinedEmail(reader, { ...RESPONSE, reason: "I have changed teams.\nAsk Linus instead!" }),
  "my-membership-ends": (reader) =>
    myMembershipEndsEmail(reader, { ...membershipEnd, recipientName: "Grace Hopper" }),
  "membership-ends": (reader) => membershipEndsEmail(reader, membershipEnd),
  "first-password": (reader) => firstPasswordEmail(reader, passwordLink),
  "reset-password": (reader) => resetPasswordEmail(reader, passwordLink),
  "email-changed": (reader) => accountNoticeEmail(reader, EmailChanged, notice),
  "username-changed": (reader) => accountNoticeEmail(reader, UsernameChanged, notice),
  "password-changed": (reader) => accountNoticeEmail(reader, PasswordChanged, { ...notice, actor: null }),
  "password-set": (reader) => accountNoticeEmail(reader, PasswordSet, { ...notice, actor: null }),
  "account-disabled": (reader) => accountNoticeEmail(reader, AccountDisabled, notice),
  "account-deleted": (reader) => accountNoticeEmail(reader, AccountDeleted, { ...notice, logo }),
};
