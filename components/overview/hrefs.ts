/** Where the overview leads. Null where the viewer lacks the permission. */
export type OverviewHrefs = {
  readonly users: string;
  readonly invitations: string;
  readonly organizations: string;
  readonly auditLog: string | null;
  readonly newRole: string | null;
  readonly newGroup: string | null;
  readonly newUser: string | null;
  readonly newOrganization: string | null;
  readonly openOrganization: string | null;
  readonly settings: string | null;
};
