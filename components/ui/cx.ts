/** Joins classes, without those whose condition isn't met. It also splits a long list into lines by what its classes do. */
export function cx(...classes: readonly (string | false | undefined)[]): string {
  return classes.filter(Boolean).join(" ");
}
