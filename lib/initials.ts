import { cutText } from "./text";

/** "GH" for Grace Holloway, "G" for Grace. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => firstLetter(word ?? ""));
  return letters.join("").toUpperCase();
}

function firstLetter(word: string): string {
  const [plain] = STARTS_PLAINLY.exec(word) ?? [];
  if (plain) return plain;
  const [first] = new Intl.Segmenter().segment(cutText(word, 40));
  return first?.segment ?? "";
}

/** An ASCII character never combines with the one before it. `Intl.Segmenter` would tell, too, but takes 20 ms to create. */
const STARTS_PLAINLY = /^.(?=[!-~]|$)/u;
