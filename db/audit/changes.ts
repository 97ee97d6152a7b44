/** The changed fields for an audit event, as `{ name: ["from", "to"] }`. @returns null if nothing changed */
export function changesBetween<Fields extends Readonly<Record<string, unknown>>>(
  before: Fields,
  after: Fields,
): Record<string, [from: unknown, to: unknown]> | null {
  const changed = Object.keys(after).filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((field) => [field, [before[field], after[field]]]));
}
