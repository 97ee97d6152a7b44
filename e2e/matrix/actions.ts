import { randomUUID } from "node:crypto";
import { ALL_PERMISSIONS, type Permission } from "@/db/permissions";
import { PASSWORD, type World } from "../security/world";
import { freshBelow, freshGroup, freshInvitation, freshUser } from "./fresh";
import type { Standing } from "./people";
import { BELOW, type Ids, isRoot, type PlaceName } from "./places";

/** What an action answers: "done", the kind of its refusal, or for a redirect where it leads. */
export type Told = "done" | "forbidden" | "not-found" | "conflict" | "invalid" | "nothing" | `to ${string}`;

type Asked = { readonly standing: Standing; readonly place: PlaceName; readonly ids: Ids };

type Row = {
  /** The page from which it is called. */
  readonly page: (ids: Ids) => string;
  readonly args: (ids: Ids) => readonly unknown[];
  /** With "done" and redirects it may change something, with all else it must not. */
  readonly answer: (asked: Asked) => Told;
  /** What a call that is "done" takes away, made anew for each. */
  readonly fresh?: (world: World, target: Pick<Asked, "place" | "ids">) => Promise<Partial<Ids>>;
  /** Where makes no difference: it is about one's own account. */
  readonly anywhere?: true;
  /** Who asks makes no difference, so that not everybody does. */
  readonly sameForAll?: true;
};

/** What each action answers to whom. All that it is given, the bound scope too, is of the organization asked for. */
export const ACTIONS: Readonly<Record<string, Row>> = {
  inviteUsersAction: {
    page: consoleOf,
    args: (ids) => [
      scopeOf(ids),
      { usernames: ["linus", "sam"], groupIds: [ids.groupId], requestId: randomUUID() },
    ],
    answer: (asked) => {
      if (needs("invitations.create", asked) !== "done") return needs("invitations.create", asked);
      if (isRoot(asked.place)) return "conflict"; // it has no parent
      return holdsAll(asked.standing) ? "done" : "forbidden"; // the group is the administrators'
    },
  },
  deleteInvitationsAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), { invitationIds: [ids.invitationId] }],
    answer: (asked) => {
      const answer = needs("invitations.delete", asked);
      return answer === "done" && isRoot(asked.place) ? "not-found" : answer; // nobody is invited into a root
    },
    fresh: freshInvitation,
  },
  sendAgainAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), { invitationIds: [ids.invitationId] }],
    answer: (asked) => {
      const answer = needs("invitations.send", asked);
      return answer === "done" && isRoot(asked.place) ? "not-found" : answer;
    },
  },
  changeInvitationGroupsAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), null, form({ invitationId: ids.invitationId, groupIds: ids.groupId })],
    answer: (asked) => {
      const answer = needs("invitations.create", asked);
      if (answer !== "done") return answer;
      if (isRoot(asked.place)) return "not-found";
      return holdsAll(asked.standing) ? "done" : "forbidden"; // the group is the administrators'
    },
  },
  draftInvitationsAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), null, form({ ...newDraft(), groupIds: ids.groupId })],
    answer: (asked) => {
      const answer = needs("invitations.create", asked);
      if (answer !== "done") return answer;
      if (isRoot(asked.place)) return "conflict"; // it has no parent
      return holdsAll(asked.standing) ? "done" : "forbidden"; // the group is the administrators'
    },
  },
  startBatchAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), null, form({ batchId: ids.batchId })],
    answer: (asked) => {
      const answer = needs("invitations.create", asked);
      return answer === "done" ? "not-found" : answer; // it is nobody's draft
    },
  },
  sendMatchingAgainAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), noneThatMatch()],
    answer: (asked) => needsAlsoToSee("invitations.send", asked),
  },
  deleteMatchingAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), noneThatMatch()],
    answer: (asked) => needsAlsoToSee("invitations.delete", asked),
  },
  assignGroupsAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), { userId: ids.userId, groupIds: [ids.groupId] }],
    answer: (asked) => needs("users.assign", asked),
  },
  createUserAction: {
    page: (ids) => `${consoleOf(ids)}/users/new`,
    args: (ids) => [scopeOf(ids), null, form({ ...newProfile(), groupIds: ids.groupId })],
    answer: (asked) => {
      const answer = needs("users.create", asked);
      return answer === "done" && !holdsAll(asked.standing) ? "forbidden" : answer; // the group is the administrators'
    },
  },
  editUserAction: {
    page: (ids) => `${userOf(ids)}/edit`,
    args: (ids) => [scopeOf(ids), null, form({ ...newProfile(), userId: ids.userId })],
    answer: (asked) => needs("users.edit", asked),
    fresh: freshUser,
  },
  sendPasswordLinkAction: {
    page: userOf,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    answer: (asked) => needs("users.create", asked),
    fresh: freshUser,
  },
  disableUserAction: {
    page: userOf,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    answer: (asked) => needs("users.disable", asked),
    fresh: freshUser,
  },
  enableUserAction: {
    page: userOf,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    answer: (asked) => needs("users.disable", asked),
    fresh: (world, target) => freshUser(world, target, { disabled: true }),
  },
  deleteUserAction: {
    page: userOf,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    answer: (asked) => needs("users.delete", asked),
    fresh: freshUser,
  },
  removeUserAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    answer: (asked) => {
      const answer = needs("users.remove", asked);
      return answer === "done" ? "conflict" : answer; // the account is managed there
    },
  },
  changeMembershipEndAction: {
    page: userOf,
    args: (ids) => [scopeOf(ids), null, form({ userId: ids.userId, endsOn: "" })],
    answer: (asked) => {
      const answer = needs("users.remove", asked);
      return answer === "done" ? "conflict" : answer; // the account is managed there
    },
  },
  createGroupAction: {
    page: (ids) => `${consoleOf(ids)}/groups/new`,
    args: (ids) => [scopeOf(ids), null, form({ name: randomUUID(), description: "" })],
    answer: (asked) => needs("groups.create", asked),
  },
  editGroupAction: {
    page: (ids) => `${groupOf(ids)}/edit`,
    args: (ids) => [scopeOf(ids), null, form({ groupId: ids.groupId, name: randomUUID() })],
    answer: (asked) => needs("groups.edit", asked),
  },
  deleteGroupAction: {
    page: groupOf,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId }],
    answer: (asked) => needs("groups.delete", asked),
    fresh: freshGroup,
  },
  addMembersAction: {
    page: groupOf,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId, userIds: [ids.userId] }],
    answer: (asked) => {
      const answer = needs("users.assign", asked);
      return answer === "done" && !holdsAll(asked.standing) ? "forbidden" : answer; // it is the administrators'
    },
  },
  removeMembersAction: {
    page: groupOf,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId, userIds: [ids.userId] }],
    answer: (asked) => needs("users.assign", asked),
    fresh: freshGroup,
  },
  findUserChoicesAction: {
    page: groupOf,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId, search: "" }],
    answer: (asked) => {
      const answer = needs("users.view", asked);
      return answer === "done" ? needs("users.assign", asked) : answer;
    },
  },
  assignRolesToGroupAction: {
    page: groupOf,
    args: (ids) => [scopeOf(ids), null, form({ groupId: ids.groupId, roleIds: ids.roleId })],
    answer: (asked) => needs("roles.assign", asked),
  },
  createRoleAction: {
    page: (ids) => `${consoleOf(ids)}/roles/new`,
    args: (ids) => [scopeOf(ids), null, form({ name: randomUUID() })],
    answer: (asked) => needs("roles.create", asked),
  },
  editRoleAction: {
    page: (ids) => `${roleOf(ids)}/edit`,
    args: (ids) => [scopeOf(ids), null, form({ roleId: ids.roleId, name: randomUUID() })],
    answer: (asked) => needs("roles.edit", asked),
  },
  deleteRoleAction: {
    page: roleOf,
    args: (ids) => [scopeOf(ids), { roleId: ids.roleId }],
    answer: (asked) => needs("roles.delete", asked),
    fresh: freshGroup,
  },
  assignRoleAction: {
    page: roleOf,
    args: (ids) => [scopeOf(ids), null, form({ roleId: ids.roleId, groupIds: ids.groupId })],
    answer: (asked) => needs("roles.assign", asked),
  },
  createOrganizationAction: {
    page: (ids) => `${consoleOf(ids)}/organizations/new`,
    args: (ids) => [scopeOf(ids), null, form(newOrganization())],
    answer: (asked) => {
      const answer = needs("organizations.create", asked);
      return answer === "done" ? needs("organizations.enter", asked) : answer;
    },
  },
  renameOrganizationAction: {
    page: belowOf,
    args: (ids) => [scopeOf(ids), null, form({ organizationId: ids.belowId, name: randomUUID() })],
    answer: (asked) => needs("organizations.rename", asked),
  },
  disableOrganizationAction: {
    page: belowOf,
    args: (ids) => [scopeOf(ids), { organizationId: ids.belowId }],
    answer: (asked) => needs("organizations.disable", asked),
    fresh: freshBelow,
  },
  enableOrganizationAction: {
    page: belowOf,
    args: (ids) => [scopeOf(ids), null, form({ organizationId: ids.belowId })],
    answer: (asked) => needs("organizations.disable", asked),
    fresh: (world, target) => freshBelow(world, target, { disabled: true }),
  },
  deleteOrganizationAction: {
    page: belowOf,
    args: (ids) => [scopeOf(ids), { organizationId: ids.belowId, name: BELOW }],
    answer: (asked) => needs("organizations.delete", asked),
    fresh: (world, target) => freshBelow(world, target, { disabled: true }),
  },
  leaveOrganizationAction: {
    page: () => "/my-organizations",
    args: (ids) => [{ organizationId: ids.orgId }],
    answer: ({ place }) => (place === "other root" ? "conflict" : "not-found"), // it manages the one who asks
    sameForAll: true,
  },
  editSettingsAction: {
    page: settingsOf,
    args: (ids) => [scopeOf(ids), null, form(newSettings())],
    answer: (asked) => needs("settings.edit", asked),
  },
  editLogoAction: {
    page: settingsOf,
    args: (ids) => [scopeOf(ids), null, form({ logo: new File([PIXEL], "logo.png") })],
    answer: (asked) => needs("settings.edit", asked),
  },
  removeLogoAction: {
    page: settingsOf,
    args: (ids) => [scopeOf(ids), null, form({})],
    answer: (asked) => needs("settings.edit", asked),
  },
  restoreDefaultsAction: {
    page: settingsOf,
    args: (ids) => [scopeOf(ids), null, form({})],
    answer: (asked) => needs("settings.edit", asked),
  },
  signInAction: {
    page: (ids) => `${consoleOf(ids)}/sign-in`,
    args: (ids) => [scopeOf(ids), "/api/health", null, form({ username: "sam", password: PASSWORD })],
    answer: ({ place }) => (place === "own" ? "to /api/health" : "forbidden"),
    sameForAll: true,
  },
  askForPasswordAction: {
    page: (ids) => `${consoleOf(ids)}/forgot-password`,
    args: (ids) => [scopeOf(ids), null, form({ username: `nobody-${randomUUID()}` })],
    answer: ({ ids }) => `to ${consoleOf(ids)}/forgot-password?asked`,
    sameForAll: true,
  },
  setPasswordAction: {
    page: ({ link }) => `/set-password/${link}`,
    args: ({ link }) => [link, null, form({ password: "gravel tulip monday orbit" })], // an invitation's link
    answer: ({ place, ids }) => (place === "malformed" ? "to /set-password" : `to /set-password/${ids.link}`),
    sameForAll: true,
  },
  changePasswordAction: {
    page: () => "/account",
    args: () => [null, form({ current: PASSWORD, password: "short" })],
    answer: ({ standing }) => (isSignedIn(standing) ? "invalid" : "forbidden"),
    anywhere: true,
  },
  endSessionAction: {
    page: () => "/account",
    args: () => [randomUUID(), "/api/health"],
    answer: ({ standing }) => (isSignedIn(standing) ? "to /account" : "to /api/health"),
    anywhere: true,
  },
  mailAnswersAction: {
    page: () => "/account",
    args: () => [null, form({ wanted: "yes" })],
    answer: ({ standing }) => (isSignedIn(standing) ? "done" : "forbidden"),
    anywhere: true,
  },
  signOutAction: {
    page: () => "/my-organizations",
    args: () => ["/api/health"],
    answer: () => "to /api/health",
    sameForAll: true,
  },
  searchOrganizationsAction: {
    page: () => "/my-organizations",
    args: () => ["no organization is called this"],
    answer: () => "done", // whom it finds is a test of its own
    sameForAll: true,
  },
  findOrganizationAction: {
    page: () => "/",
    args: (ids) => [null, form({ handle: ids.root })],
    answer: ({ ids }) => `to /t/${ids.root}`, // handles are public
    sameForAll: true,
  },
  signOutEverywhereAction: {
    page: () => "/account",
    args: () => ["/api/health"],
    answer: () => "to /api/health",
    sameForAll: true,
  },
  acceptInvitationAction: { page: acceptPageOf, args: (ids) => [ids.link], answer: backToThePage },
  declineInvitationAction: {
    page: acceptPageOf,
    args: (ids) => [ids.link, form({ reason: "Not now." })],
    answer: backToThePage,
  },
  recordOpeningAction: { page: acceptPageOf, args: (ids) => [ids.link], answer: () => "nothing" },
  askForLinkAction: {
    page: acceptPageOf,
    args: (ids) => [ids.link],
    answer: (asked): Told => `${backToThePage(asked)}?asked=1`,
    sameForAll: true,
  },
};

function isSignedIn(standing: Standing): boolean {
  return standing !== "signed out" && standing !== "nobody's";
}

function needs(permission: Permission, { standing }: Asked): Told {
  switch (standing) {
    case "signed out":
    case "nobody's":
    case "no rights":
      return "forbidden";
    case "foreign":
      return "not-found";
    default:
      return standing.has(permission) ? "done" : "forbidden";
  }
}

/** With both, that none matches is told. */
function needsAlsoToSee(permission: Permission, asked: Asked): Told {
  const answer = needs(permission, asked);
  const seen = answer === "done" ? needs("invitations.view", asked) : answer;
  return seen === "done" ? "conflict" : seen;
}

/** None of those who ask is the invitee. */
function backToThePage({ place, ids }: Asked): `to ${string}` {
  return place === "malformed" ? "to /accept" : `to /accept/${ids.link}`;
}

function holdsAll(standing: Standing): boolean {
  return standing === ALL_PERMISSIONS;
}

function scopeOf({ root, orgId }: Ids) {
  return { root, orgId };
}

function consoleOf({ root, orgId }: Ids): string {
  return `/t/${root}/o/${orgId}`;
}

function groupOf(ids: Ids): string {
  return `${consoleOf(ids)}/groups/${ids.groupId}`;
}

function roleOf(ids: Ids): string {
  return `${consoleOf(ids)}/roles/${ids.roleId}`;
}

function settingsOf(ids: Ids): string {
  return `${consoleOf(ids)}/settings`;
}

/** All but the name, which others go by. */
function newSettings() {
  const shown = JSON.stringify({ name: "Its name" });
  return {
    name: "Its name",
    lifetime: "5",
    lifetimeUnit: "days",
    senderName: randomUUID(),
    color: "#1a56db",
    shown,
  };
}

/** The smallest PNG there is. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
  "base64",
);

function acceptPageOf({ link }: Ids): string {
  return `/accept/${link}`;
}

function belowOf(ids: Ids): string {
  return `${consoleOf(ids)}/organizations/${ids.belowId}`;
}

function userOf(ids: Ids): string {
  return `${consoleOf(ids)}/users/${ids.userId}`;
}

function newProfile() {
  const username = `new-${randomUUID().slice(0, 8)}`;
  return { username, name: username, email: `${username}@new.example` };
}

function newDraft() {
  return { way: "paste", usernames: "linus sam", requestId: randomUUID() };
}

function noneThatMatch() {
  return { filter: "all", search: "nobody is called this", requestId: randomUUID() };
}

function newOrganization() {
  const username = `new-${randomUUID().slice(0, 8)}`;
  return {
    ...{ requestId: randomUUID(), name: username, first: "create", invitee: "" },
    ...{ username, personName: username, email: `${username}@new.example` },
  };
}

function form(fields: Readonly<Record<string, string | File>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}
