import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";

type GettingStartedProps = {
  readonly paths: { readonly users: string; readonly organizations: string };
  readonly parentName: string | null;
  readonly hasOrganizations: boolean;
};

/** The first steps in a new organization. */
export function GettingStarted({ paths, parentName, hasOrganizations }: GettingStartedProps) {
  if (parentName === null && !hasOrganizations) return null;
  return (
    <section aria-labelledby="first" className="card flex flex-col gap-3 px-5 py-4">
      <h2 id="first" className="text-lg font-semibold">
        What to do first
      </h2>
      <ol className="flex list-decimal flex-col gap-2 ps-5">
        {hasOrganizations && (
          <li>
            Look at{" "}
            <NavLink className="link" href={paths.organizations}>
              the organizations below
            </NavLink>{" "}
            and switch to the one that you want to help.
          </li>
        )}
        {parentName !== null && (
          <>
            <li>
              Among{" "}
              <NavLink className="link" href={paths.users}>
                the users
              </NavLink>
              , choose <strong>Add user</strong>, then <strong>Invite Parent User</strong>.
            </li>
            <li>
              Enter usernames of <Name>{parentName}</Name> and the groups that they shall join. Each gets a
              mail with a link.
            </li>
            <li>Follow what becomes of it under Users, Invitations.</li>
          </>
        )}
      </ol>
    </section>
  );
}
