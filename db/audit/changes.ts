/** What differs, as audit rows take it: `{ name: ["from", "to"] }`; null when nothing does. */
export function changesBetween<Fields extends Readonly<Record<string, unknown>>>(
  before: Fields,
  after: Fields,
): Record<string, [from: unknown, to: unknown]> | null {
  const changed = Object.keys(after).filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((field) => [field, [before[field], after[field]]]));
}
