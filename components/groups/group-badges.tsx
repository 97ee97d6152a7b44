import { badgeStyle } from "@/components/ui/badge";
import { Name } from "@/components/ui/name";

type GroupBadgesProps = { readonly groups: readonly { readonly name: string; readonly gone?: boolean }[] };

const MAX_BADGES = 3;

/** The first groups and the number of others. A deleted group is struck through. */
export function GroupBadges({ groups }: GroupBadgesProps) {
  if (groups.length === 0) return <span className="text-muted">None</span>;
  const more = groups.slice(MAX_BADGES);
  return (
    <ul className="flex min-w-0 flex-wrap gap-1">
      {groups.slice(0, MAX_BADGES).map(({ name, gone = false }) => (
        <li key={name} className={badgeStyle()}>
          {gone ? (
            <del className="flex min-w-0">
              <Name className="max-w-40 truncate">{name}</Name>
              <span className="sr-only"> (deleted)</span>
            </del>
          ) : (
            <Name className="max-w-40 truncate">{name}</Name>
          )}
        </li>
      ))}
      {more.length > 0 && (
        <li className="px-1 text-xs leading-6 text-muted" title={more.map(({ name }) => name).join(", ")}>
          {more.length} more
        </li>
      )}
    </ul>
  );
}
