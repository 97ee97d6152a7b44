import { plural } from "@/lib/plural";
import { NameLink } from "./name-link";

type NameListProps = {
  readonly items: readonly { readonly id: string; readonly name: string; readonly href?: string | null }[];
  /** The number of all items, of which `items` are the first. */
  readonly count: number;
};

/** "Booking managers, Support and 12 more". */
export function NameList({ items, count }: NameListProps) {
  if (count === 0) return <span className="text-muted">None</span>;
  const more = count - items.length;
  return (
    <>
      {items.map(({ id, name, href }, at) => (
        <span key={id}>
          {at > 0 && ", "}
          <NameLink href={href}>{name}</NameLink>
        </span>
      ))}
      {more > 0 && <span className="text-muted"> and {plural(more, "other")}</span>}
    </>
  );
}
