import type { Place, World } from "./world";

export type Pages = ReturnType<typeof pagesOf>;

/** The addresses of a world's pages, by name. */
export function pagesOf({ root, places }: World) {
  const page =
    (path = "") =>
    (place: Place) =>
      `/t/${root(place)}/o/${places[place].id}${path}`;
  return {
    start: "/",
    myOrganizations: "/my-organizations",
    account: "/account",
    root: (place: Place) => `/t/${root(place)}`,
    signIn: page("/sign-in"),
    forgotPassword: page("/forgot-password"),
    overview: page(),
    users: page("/users"),
    newUser: page("/users/new"),
    invitations: page("/users/invitations"),
    invitation: (place: Place, id: string) => page(`/users/invitations/${id}`)(place),
    inviteMany: page("/users/invite-many"),
    batches: page("/users/batches"),
    groups: page("/groups"),
    newGroup: page("/groups/new"),
    roles: page("/roles"),
    newRole: page("/roles/new"),
    organizations: page("/organizations"),
    newOrganization: page("/organizations/new"),
    audit: page("/audit"),
    settings: page("/settings"),
  };
}
