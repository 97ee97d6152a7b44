import { buttonLook, contrast, DARK_SURFACE, formatRatio, MIN_CONTRAST, WHITE } from "@/lib/color";

/** How well a button of this colour can be read and seen, in figures. */
export function ContrastReport({ color }: { readonly color: string }) {
  const { label, darkEdge } = buttonLook(color);
  const onWhite = contrast(color, WHITE);
  const enough = onWhite >= MIN_CONTRAST.edge;
  return (
    <ul className="description flex flex-col gap-0.5">
      <li>
        The label, {label === WHITE ? "white" : "black"}, on the button: {formatRatio(contrast(label, color))}{" "}
        (at least {MIN_CONTRAST.label}:1).
      </li>
      <li className={enough ? "" : "text-danger-soft-foreground"}>
        The button on white: {formatRatio(onWhite)} (at least {MIN_CONTRAST.edge}:1).
        {!enough && " Too little: choose a darker colour."}
      </li>
      <li>
        The button in the dark: {formatRatio(contrast(color, DARK_SURFACE))}
        {darkEdge === color ? "." : ", so that it gets a light edge there."}
      </li>
    </ul>
  );
}
