import { Name } from "@/components/ui/name";
import type { OfferedGroup } from "@/db/invitations/find-by-link";

const REASONS: Record<Exclude<OfferedGroup["grantStatus"], "given">, string> = {
  gone: "it has been deleted since",
  "too-powerful": "it allows more than the person who invites you may give",
};

/** The groups that the invitee will join, and those that they won't, with the reason. */
export function OfferedGroups({ groups }: { readonly groups: readonly OfferedGroup[] }) {
  if (groups.length === 0) return <span className="text-muted">None</span>;
  return (
    <ul className="flex flex-col gap-0.5">
      {groups.map(({ name, grantStatus }) => (
        <li key={name}>
          {grantStatus === "given" ? (
            <Name>{name}</Name>
          ) : (
            <>
              <del className="text-muted">
                <Name>{name}</Name>
              </del>{" "}
              <span className="text-muted">will not be given: {REASONS[grantStatus]}.</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
