import { cx } from "./cx";

type SegmentsProps = {
  readonly legend: string;
  readonly name: string;
  /** The first is chosen at first. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
};

/** Radio buttons side by side. The browser keeps the choice, so CSS can follow it without JavaScript. */
export function Segments({ legend, name, choices }: SegmentsProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{legend}</legend>
      <div className="flex flex-wrap gap-0.5 rounded-lg bg-default p-1">
        {choices.map(({ value, label }, index) => (
          <label
            key={value}
            className={cx(
              "flex min-h-9 items-center rounded-md px-2.5 text-muted md:min-h-7",
              "has-checked:bg-segment has-checked:font-medium has-checked:text-segment-foreground",
              "has-checked:shadow-surface has-focus-visible:outline-2 has-focus-visible:outline-focus",
            )}
          >
            <input type="radio" name={name} value={value} defaultChecked={index === 0} className="sr-only" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
