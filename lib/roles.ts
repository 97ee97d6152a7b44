/** How many roles a group can have. */
export const MAX_ROLES = 100;

/** How many roles an organization can have. Every request reads those of its user, which can be all of them. */
export const MAX_ROLES_OF_ORGANIZATION = 500;

/** How many groups an organization can have. */
export const MAX_GROUPS_OF_ORGANIZATION = 5000;

/** How many groups an invitation can have, including deleted ones, which stay listed. */
export const MAX_GROUPS_OF_INVITATION = 100;

/** How many groups of an organization a user can have. */
export const MAX_GROUPS_OF_USER = 500;
