import { buttonColors, contrast, DARK_SURFACE, formatRatio, MIN_CONTRAST, WHITE } from "@/lib/color";

/** The contrast ratios of a button in this color. */
export function ContrastReport({ color }: { readonly color: string }) {
  const { label, darkBorder } = buttonColors(color);
  const onWhite = contrast(color, WHITE);
  const isVisible = onWhite >= MIN_CONTRAST.border;
  return (
    <ul className="description flex flex-col gap-0.5">
      <li>
        The label, {label === WHITE ? "white" : "black"}, on the button: {formatRatio(contrast(label, color))}{" "}
        (at least {MIN_CONTRAST.label}:1).
      </li>
      <li className={isVisible ? "" : "text-danger-soft-foreground"}>
        The button on white: {formatRatio(onWhite)} (at least {MIN_CONTRAST.border}:1).
        {!isVisible && " Too little: choose a darker colour."}
      </li>
      <li>
        The button in the dark: {formatRatio(contrast(color, DARK_SURFACE))}
        {darkBorder === color ? "." : ", so that it gets a light edge there."}
      </li>
    </ul>
  );
}
