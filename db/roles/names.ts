/** The index that keeps names apart, the field that it concerns, and what to say there. */
export const ROLE_TAKEN = [
  "roles_by_name",
  "name",
  "There is a role of this name already. Choose another name.",
] as const;
