import { ConfirmButton } from "@/components/ui/confirm-button";
import { Name } from "@/components/ui/name";
import type { DependentMembership } from "@/db/memberships/dependent-memberships";
import type { JoinedOrganization } from "@/db/organizations/my-organizations";
import type { ActionResult } from "@/lib/action-result";
import { pluralUpTo } from "@/lib/plural";

export type LeaveAction = (input: { organizationId: string }) => Promise<ActionResult<void>>;

type LeaveOrganizationProps = { readonly organization: JoinedOrganization; readonly leave: LeaveAction };

export function LeaveOrganization({ organization, leave }: LeaveOrganizationProps) {
  const { id, name, ending } = organization;
  return (
    <ConfirmButton
      label="Leave"
      target={name}
      variant="outline"
      size="sm"
      title="Leave organization?"
      action={leave.bind(null, { organizationId: id })}
      successMessage={`You have left ${name}.`}
    >
      You will no longer be a user of <Name className="font-medium text-foreground">{name}</Name>.{" "}
      {ending.memberships > 0 && (
        <>
          You also leave <OtherOrganizations ending={ending} />.{" "}
        </>
      )}
      {ending.pendingInvitations > 0 &&
        `${pluralUpTo(ending.pendingInvitations, "pending invitation")} ${ending.pendingInvitations === 1 ? "ends" : "end"} with it. `}
      {ending.memberships + ending.pendingInvitations === 0 && "Nothing else ends with it. "}
      To come back, you need a new invitation.
    </ConfirmButton>
  );
}

/** "A, B and C", or only a number if there are many. */
function OtherOrganizations({ ending: { names, memberships } }: { readonly ending: DependentMembership }) {
  if (names.length === 0) return pluralUpTo(memberships, "organization below it", "organizations below it");
  return names.map((name, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: organizations can share a name
    <span key={at}>
      {at > 0 && (at === names.length - 1 ? " and " : ", ")}
      <Name className="font-medium text-foreground">{name}</Name>
    </span>
  ));
}
