type ShownValuesProps = { readonly values: Readonly<Record<string, string | null>> };

/** Sends along what a form showed, so that only what the user has changed is written (db/shown-values.ts). */
export function ShownValues({ values }: ShownValuesProps) {
  return <input type="hidden" name="shown" value={JSON.stringify(values)} />;
}
