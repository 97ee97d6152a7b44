import { badgeStyle } from "@/components/ui/badge";
import { Name } from "@/components/ui/name";

type GroupChipsProps = { readonly groups: readonly { readonly name: string; readonly gone?: boolean }[] };

const SHOWN = 3;

/** The first groups, and how many more; a deleted group stays named, struck through. */
export function GroupBadges({ groups }: GroupChipsProps) {
  if (groups.length === 0) return <span className="text-muted">None</span>;
  const more = groups.slice(SHOWN);
  return (
    <ul className="flex min-w-0 flex-wrap gap-1">
      {groups.slice(0, SHOWN).map(({ name, gone = false }) => (
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
