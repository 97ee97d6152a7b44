/** The index that keeps names apart, the field that it concerns, and what to say there. */
export const GROUP_TAKEN = [
  "groups_by_name",
  "name",
  "There is a group of this name already. Choose another name.",
] as const;
