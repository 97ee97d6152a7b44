/** So many letters have trigrams enough: each more is another list to go through, and those of common letters are long. */
const LENGTH = 5;

/** In the order in which they occur in names, the most frequent first; any other letter is rarer. */
const FREQUENT = " .-_@aeinrlostdmhcukgbypvfjwzxq";

/**
 * The part of a text that looks as if the fewest names had it, for an index of trigrams. Which one it is changes what a
 * search takes, and not what it finds.
 * @param text in lower case
 * @returns five letters of it in a row; all of a text that has no more
 */
export function rarestPart(text: string): string {
  const letters = [...text];
  const rarity = letters.map(rarityOf);
  let [rarest, most] = [0, -1];
  for (let from = 0; from + LENGTH <= letters.length; from++) {
    const sum = rarity.slice(from, from + LENGTH).reduce((one, other) => one + other);
    if (sum > most) [rarest, most] = [from, sum];
  }
  return letters.slice(rarest, rarest + LENGTH).join("");
}

function rarityOf(letter: string): number {
  const at = FREQUENT.indexOf(letter);
  return at === -1 ? FREQUENT.length : at;
}
