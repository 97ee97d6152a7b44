/** USHER_COMMIT counts only while building. */
const OWN = new Set(["USHER_HOME", "USHER_COMMIT"]);

/** These resemble our settings, but belong to other programs. */
const OTHERS = new Set(["LOGLEVEL"]);

/** Kubernetes sets these in each container if there is a service named "usher". */
const OF_A_SERVICE = /^USHER_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?)$/;

/**
 * Finds variables that look like a setting of Usher but aren't one. Otherwise a misspelled setting would be ignored, and its
 * default used instead.
 * @param known the names of all settings
 * @returns a sentence for each
 */
export function misspelledSettings(
  variables: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): string[] {
  const isSet = (name: string) => Boolean(variables[name]?.trim());
  const isKnown = (name: string) =>
    known.includes(name) || OWN.has(name) || OTHERS.has(name) || OF_A_SERVICE.test(name);
  return Object.keys(variables).flatMap((name) => {
    if (!isSet(name) || isKnown(name)) return [];
    const near = known.filter((setting) => isNear(name, setting));
    const meant = near.find((setting) => !isSet(setting));
    if (meant) return [`${name} is set, but ${meant} isn't. Rename it to ${meant}, or remove it.`];
    if (near[0])
      return [
        `${name} isn't a setting of Usher, and looks like ${near[0]}, which is set too. Keep only ${near[0]}.`,
      ];
    return name.startsWith("USHER_")
      ? [`${name} isn't a setting of Usher. Correct its name, or remove it.`]
      : [];
  });
}

function isNear(name: string, setting: string): boolean {
  if (setting.length < 6) return false; // PORT and HOST resemble too many other names
  const max = setting.length < 9 ? 1 : setting.length < 15 ? 2 : 3;
  return Math.abs(name.length - setting.length) <= max && editDistance(name, setting) <= max;
}

/** The Damerau-Levenshtein distance: letters to add, remove, replace or swap with their neighbor. */
function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = at(last, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swapped = isSwap ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(replaced, swapped, at(last, j) + 1, at(row, j - 1) + 1));
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, other.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
