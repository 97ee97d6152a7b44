import { GroupBadges } from "@/components/groups/group-badges";
import type { GroupChoice } from "@/db/groups/types";
import type { MemberRow } from "@/db/memberships/types";
import { type AssignGroups, UserGroupsForm } from "./user-groups-form";

type UserGroupsProps = {
  readonly user: MemberRow;
  /** Null for whom may not change them. */
  readonly choices: readonly GroupChoice[] | null;
  readonly assign: AssignGroups;
};

export function UserGroups({ user, choices, assign }: UserGroupsProps) {
  return (
    <section aria-labelledby="groups" className="flex flex-col gap-3">
      <h2 id="groups" className="text-lg font-semibold">
        Groups
      </h2>
      {choices ? (
        <UserGroupsForm user={user} choices={choices} assign={assign} />
      ) : (
        <GroupBadges groups={user.groups} />
      )}
    </section>
  );
}
