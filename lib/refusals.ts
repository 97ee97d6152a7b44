import type { Messages } from "@/i18n/messages";
import type { Translator } from "@/i18n/translator";
import {
  BATCH_ASSIGNMENTS,
  MAX_ASSIGNMENTS,
  MAX_CHANGED,
  MAX_COLUMNS,
  MAX_GROUPS,
  MAX_INVITED,
} from "./bulk-actions";
import { type LimitReached, limitText, limitTextForOthers } from "./limits";
import { type Permission, permissionText } from "./permissions";
import {
  MAX_GROUPS_OF_INVITATION,
  MAX_GROUPS_OF_ORGANIZATION,
  MAX_GROUPS_OF_USER,
  MAX_ROLES,
  MAX_ROLES_OF_ORGANIZATION,
} from "./roles";

type Sentences = Messages["refusals"];

export type GrantAction = keyof Sentences["ungrantable-groups"];
export type AccountAction = keyof Sentences["account-outranks"];
export type MemberAction = keyof Sentences["member-outranks"];
export type InactiveAction = keyof Sentences["inactive-for"];
export type ClosedInvitation = Exclude<keyof Sentences["invitation-closed"], "unspecified">;

type Organization = { readonly organization: string };
type Name = { readonly name: string };
type Columns = { readonly columns: readonly string[] };
type Ungrantable = {
  readonly action: GrantAction;
  readonly names: readonly string[];
  /** How many more names there are. */
  readonly more?: number;
};

/** The parameters of the reasons that have any. */
type Parameters = {
  "limit-reached": LimitReached;
  "ungrantable-groups": Ungrantable;
  "ungrantable-roles": Ungrantable;
  "ungrantable-permissions": { readonly action: GrantAction; readonly permissions: readonly Permission[] };
  "account-outranks": Name & { readonly action: AccountAction };
  "member-outranks": Name & { readonly action: MemberAction };
  "last-administrator": Organization;
  "password-too-short": { readonly min: number };
  "password-too-long": { readonly max: number };
  "managed-elsewhere": Organization;
  "day-too-late": { readonly years: number };
  "cannot-leave": Organization;
  "administrator-role": Name & { readonly action: keyof Sentences["administrator-role"] };
  "organization-inactive": Organization;
  "inactive-for": Organization & { readonly action: InactiveAction };
  "root-has-no-parent": Organization;
  "too-deep": { readonly max: number };
  "handle-taken": { readonly handle: string | null };
  "not-invited": { readonly outcome: keyof Sentences["not-invited"]; readonly parent: string };
  "still-active": Organization;
  "has-children": Organization;
  "being-deleted": Organization;
  "invitation-closed": { readonly closed?: ClosedInvitation };
  "table-without-usernames": Columns;
  "columns-of-usernames": Columns;
  "columns-of-groups": Columns;
  "too-many-roles": Name;
  "too-many-groups-of-user": Name;
  "canceled-by": Name;
  "mail-server-refused": { readonly reply: string };
  "mail-server-unreachable": { readonly reason: string };
};

type RefusalCode = keyof Sentences;

/** Why something is refused. The model throws and stores it, and `refusalText` turns it into text for people. */
export type RefusalReason = {
  readonly [Code in RefusalCode]: { readonly code: Code } & (Code extends keyof Parameters
    ? Parameters[Code]
    : unknown);
}[RefusalCode];

export function refusalText(t: Translator, reason: RefusalReason): string {
  switch (reason.code) {
    case "limit-reached":
      return limitText(t, reason);
    case "ungrantable-groups":
    case "ungrantable-roles":
      return t(`refusals.${reason.code}.${reason.action}`, {
        names: quoteAll(t, reason.names, reason.more),
        count: reason.names.length + (reason.more ?? 0),
      });
    case "ungrantable-permissions": {
      const names = reason.permissions.map((permission) => permissionText(t, permission));
      return t(`refusals.ungrantable-permissions.${reason.action}`, {
        names: quoteAll(t, names),
        count: names.length,
      });
    }
    case "account-outranks":
      return t(`refusals.account-outranks.${reason.action}`, { name: reason.name });
    case "member-outranks":
      return t(`refusals.member-outranks.${reason.action}`, { name: reason.name });
    case "administrator-role":
      return t(`refusals.administrator-role.${reason.action}`, { name: reason.name });
    case "inactive-for":
      return t(`refusals.inactive-for.${reason.action}`, { organization: reason.organization });
    case "not-invited":
      return reason.outcome === "not-a-user-of-parent"
        ? t("refusals.not-invited.not-a-user-of-parent", { parent: reason.parent })
        : t(`refusals.not-invited.${reason.outcome}`);
    case "invitation-closed":
      return t(`refusals.invitation-closed.${reason.closed ?? "unspecified"}`);
    case "table-without-usernames":
      return reason.columns.length === 0
        ? t("refusals.table-without-usernames.without-columns")
        : t("refusals.table-without-usernames.with-columns", { columns: quoteAll(t, reason.columns) });
    case "columns-of-usernames":
    case "columns-of-groups":
      return t(`refusals.${reason.code}`, { columns: quoteAll(t, reason.columns) });
    default:
      return plainRefusalText(t, reason);
  }
}

/** The limits in sentences whose reasons have no parameter for them. */
const BOUNDS: Partial<Record<RefusalCode, number>> = {
  "too-many-match": MAX_CHANGED,
  "table-too-wide": MAX_COLUMNS,
  "too-many-usernames": MAX_INVITED,
  "too-many-assignments": MAX_ASSIGNMENTS,
  "too-many-assignments-at-once": BATCH_ASSIGNMENTS,
  "too-many-roles": MAX_ROLES,
  "too-many-roles-of-organization": MAX_ROLES_OF_ORGANIZATION,
  "too-many-groups-of-organization": MAX_GROUPS_OF_ORGANIZATION,
  "too-many-groups-of-invitation": MAX_GROUPS_OF_INVITATION,
  "too-many-groups-of-user": MAX_GROUPS_OF_USER,
  "too-many-groups": MAX_GROUPS,
};

function plainRefusalText(t: Translator, { code, ...parameters }: { readonly code: string }): string {
  // Safe: a reason has the parameters of its sentence, apart from bounds.
  const translate = t as (key: string, values: object) => string;
  const max = BOUNDS[code as RefusalCode];
  return translate(`refusals.${code}`, { ...(max !== undefined && { max }), ...parameters });
}

const MAX_NAMES = 10;

/**
 * The names in a refusal. A request can have 1,000, and the audit log keeps the refusal. With all of them, its page would be
 * too long to read.
 */
export function firstNames(all: readonly string[]): Pick<Ungrantable, "names" | "more"> {
  const more = all.length - MAX_NAMES;
  return { names: all.slice(0, MAX_NAMES), ...(more > 0 && { more }) };
}

function quoteAll(t: Translator, all: readonly string[], more = 0): string {
  const quoted = all.slice(0, MAX_NAMES).map((text) => t("common.quoted", { text }));
  const names = quoted.join(t("common.listSeparator"));
  const count = all.length - quoted.length + more;
  return count > 0 ? t("common.andMore", { names, count }) : names;
}

/**
 * The text of a stored reason, for people who read about somebody else's attempt: it says neither "you" nor how long to wait.
 * Null if it isn't a reason of this version.
 */
export function recordedRefusalText(t: Translator, stored: unknown): string | null {
  if (typeof stored !== "object" || stored === null || !("code" in stored)) return null;
  const { code } = stored;
  // Safe: `has` accepts any key.
  const has = t.has as (key: string) => boolean;
  return typeof code === "string" && CODE.test(code) && has(`refusals.${code}`)
    ? textForOthers(t, stored as RefusalReason)
    : null;
}

/** Codes have two words or more, unlike properties of every object, such as `constructor`. */
const CODE = /^[a-z]+(-[a-z]+)+$/;

function textForOthers(t: Translator, reason: RefusalReason): string {
  switch (reason.code) {
    case "not-allowed":
    case "own-account":
    case "no-own-address":
    case "signed-out-meanwhile":
    case "wrong-password":
    case "emailed-recently":
      return t(`audit.details.refusals.${reason.code}`);
    case "account-outranks":
    case "member-outranks":
      return t(`audit.details.refusals.${reason.code}`, { name: reason.name });
    case "cannot-leave":
      return t("audit.details.refusals.cannot-leave", { organization: reason.organization });
    case "ungrantable-groups":
    case "ungrantable-roles":
      return t("audit.details.refusals.ungrantable", { names: quoteAll(t, reason.names, reason.more) });
    case "ungrantable-permissions": {
      const names = reason.permissions.map((permission) => permissionText(t, permission));
      return t("audit.details.refusals.ungrantable-permissions", { names: quoteAll(t, names) });
    }
    case "invitation-closed":
      return reason.closed === "signed-out"
        ? t("audit.details.refusals.signed-out-meanwhile")
        : refusalText(t, reason);
    case "limit-reached":
      return limitTextForOthers(t, reason.limit);
    default:
      return refusalText(t, reason);
  }
}
