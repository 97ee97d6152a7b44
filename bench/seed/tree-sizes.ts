/** The number of the organization with the most of everything. */
export const BUSIEST = 2;

/** The time between one audit row of a tree and the next. */
export const SECONDS_APART = 12;

/**
 * The size of a tree for measurements. Organization 1 is its root, and 2 is its busiest. The first ones are directly below
 * the root, the others below these, up to 8 deep. Users are numbered in the order of the organizations that manage them.
 */
export type TreeSize = {
  readonly handle: string;
  readonly name: string;
  readonly organizations: number;
  /** How many of them are directly below the root. */
  readonly children: number;
  /** Users that the organization manages. */
  readonly people: { readonly root: number; readonly busiest: number; readonly other: number };
  /** Members from the parent. The last user of the root is one of them in every organization. */
  readonly guests: { readonly busiest: number; readonly other: number };
  readonly invitations: { readonly busiest: number; readonly other: number };
  /** One of this many invitations was sent within its lifetime. */
  readonly oneLiveIn: number;
  /** Groups and roles of the busiest organization, in addition to those that every organization has. */
  readonly teams: number;
  readonly roles: number;
  /** A fifth of them in the busiest organization, a tenth in the root. */
  readonly auditEvents: number;
};

/** 10,000 organizations, 1,000,000 memberships, 5,000,000 audit rows. */
export const LARGE: TreeSize = {
  handle: "large",
  name: "Large Holding",
  organizations: 10_000,
  children: 2000,
  people: { root: 20_000, busiest: 100_000, other: 68 },
  guests: { busiest: 176, other: 20 },
  invitations: { busiest: 15_000, other: 10 },
  oneLiveIn: 3,
  teams: 996,
  roles: 200,
  auditEvents: 5_000_000,
};

/**
 * All in one place: an organization with 1,000,000 members, as many groups and roles as it can have, and 100,000 invitations,
 * of which few are not expired.
 */
export const CROWDED: TreeSize = {
  handle: "crowded",
  name: "Crowded Holding",
  organizations: 4,
  children: 2,
  people: { root: 110_000, busiest: 999_000, other: 100 },
  guests: { busiest: 1000, other: 20 },
  invitations: { busiest: 100_000, other: 10 },
  oneLiveIn: 1000,
  teams: 4996,
  roles: 497,
  auditEvents: 1_000_000,
};

/** About a hundred of each. */
export const SMALL: TreeSize = {
  handle: "small",
  name: "Small Holding",
  organizations: 110,
  children: 100,
  people: { root: 200, busiest: 90, other: 8 },
  guests: { busiest: 10, other: 4 },
  invitations: { busiest: 100, other: 3 },
  oneLiveIn: 3,
  teams: 96,
  roles: 97,
  auditEvents: 500,
};

export function userCount({ organizations, people }: TreeSize): number {
  return people.root + people.busiest + (organizations - 2) * people.other;
}

export function membershipCount(size: TreeSize): number {
  return userCount(size) + size.guests.busiest + (size.organizations - 2) * size.guests.other;
}
