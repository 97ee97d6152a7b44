export type GroupRefusal = {
  readonly outcome: "group-gone" | "ungrantable";
  readonly groups: readonly string[];
};

/** A group, and whether the actor can grant it; undefined if it doesn't exist. */
type NamedGroup = { readonly name: string; readonly grantable?: boolean | undefined };

/** Why nobody can get these groups: some don't exist, or the actor can't grant some. Null if the actor can grant all. */
export function groupRefusal(groups: readonly NamedGroup[]): GroupRefusal | null {
  const gone = groups.filter(({ grantable }) => grantable === undefined);
  if (gone.length > 0) return { outcome: "group-gone", groups: gone.map(({ name }) => name) };
  const ungrantable = groups.filter(({ grantable }) => !grantable);
  if (ungrantable.length === 0) return null;
  return { outcome: "ungrantable", groups: ungrantable.map(({ name }) => name) };
}
