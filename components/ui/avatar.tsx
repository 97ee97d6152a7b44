import { initialsOf } from "@/lib/initials";
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
