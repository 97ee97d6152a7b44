import { cutText } from "@/lib/text";
import { cx } from "./cx";

type AvatarProps = {
  readonly name: string;
  readonly size?: "sm" | "md";
};

/** The first letters of a name in a circle. Decorative: the name stands beside it. */
export function Avatar({ name, size = "md" }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      translate="no"
      className={cx(
        "grid shrink-0 place-items-center overflow-hidden rounded-full select-none",
        "bg-accent-soft font-semibold text-accent-soft-foreground",
        SIZES[size],
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

const SIZES = { sm: "size-6 text-[0.625rem]", md: "size-8 text-xs" };

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

/** If an ASCII character follows, the first one is a whole letter. Creating an `Intl.Segmenter` to find out takes 20 ms. */
const STARTS_PLAINLY = /^.(?=[!-~]|$)/u;
