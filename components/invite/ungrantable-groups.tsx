import { Name } from "@/components/ui/name";
import type { GroupChoice } from "@/db/groups/types";
import { plural } from "@/lib/plural";

/** Explains why some groups are not among the options. */
export function UngrantableGroups({ groups }: { readonly groups: readonly GroupChoice[] }) {
  if (groups.length === 0) return null;
  return (
    <details className="text-xs text-muted">
      <summary className="w-fit rounded-sm py-1">
        {plural(groups.length, "group")} that you cannot give
      </summary>
      <p>
        {groups.length === 1 ? "It carries" : "They carry"} permissions that you do not have here:{" "}
        {groups.map(({ id, name }, at) => (
          <span key={id}>
            {at > 0 && ", "}
            <Name className="text-foreground">{name}</Name>
          </span>
        ))}
        .
      </p>
    </details>
  );
}
