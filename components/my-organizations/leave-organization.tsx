import type { ActionResult } from "@/components/action-result";
import { AskFirst } from "@/components/dialogs/ask-first";
import { Name } from "@/components/name";
import { plural } from "@/components/plural";
import type { Place } from "@/db/context";
import type { MyOrganization } from "@/db/organizations/mine";

export type Leave = (input: { organizationId: string }) => Promise<ActionResult<void>>;

type LeaveOrganizationProps = { readonly organization: MyOrganization; readonly leave: Leave };

/** The way out, with what goes with it. */
export function LeaveOrganization({ organization, leave }: LeaveOrganizationProps) {
  const { id, name, endsWithIt } = organization;
  const { organizations, pendingInvitations } = endsWithIt;
  return (
    <AskFirst
      label="Leave"
      about={name}
      look="outline"
      small
      title="Leave organization?"
      action={leave.bind(null, { organizationId: id })}
      said={`You have left ${name}.`}
    >
      You will no longer be a user of <Name className="font-medium text-foreground">{name}</Name>.{" "}
      {organizations.length > 0 && (
        <>
          You also leave <Names places={organizations} />.{" "}
        </>
      )}
      {pendingInvitations > 0 &&
        `${plural(pendingInvitations, "pending invitation")} ${pendingInvitations === 1 ? "ends" : "end"} with it. `}
      {organizations.length + pendingInvitations === 0 && "Nothing else ends with it. "}
      To come back, you need a new invitation.
    </AskFirst>
  );
}

const NAMED = 5;

/** "A, B and C"; their number where they are many. */
function Names({ places }: { readonly places: readonly Place[] }) {
  if (places.length > NAMED) return plural(places.length, "organization below it", "organizations below it");
  return places.map(({ id, name }, at) => (
    <span key={id}>
      {at > 0 && (at === places.length - 1 ? " and " : ", ")}
      <Name className="font-medium text-foreground">{name}</Name>
    </span>
  ));
}
