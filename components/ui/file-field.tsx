"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type ByteLimit, checkByteLimit } from "./byte-limit";
import { cx } from "./cx";
import { Field } from "./field";
import { useField } from "./form-state";
import { UploadIcon } from "./icons";
import { useHydrated } from "./use-hydrated";

type FileFieldProps = {
  readonly label: string;
  readonly name: string;
  readonly hint: string;
  readonly accept: string;
  readonly required?: boolean;
  readonly limit: ByteLimit;
  /** Called with the chosen file, with null when there is no file or it is too large. */
  readonly onPick?: (file: File | null) => void;
};

/** Chooses one file, or takes one that is dropped on it, and rejects one that is too large before it is uploaded. */
export function FileField({ label, name, hint, accept, limit, required = true, onPick }: FileFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const [isDraggedOver, setDraggedOver] = useState(false);
  const { error } = useField(name);
  const [isTooLarge, setTooLarge] = useState(false);

  function pick(control: HTMLInputElement) {
    const file = control.files?.[0] ?? null;
    const exceedsLimit = checkByteLimit(control, limit, file?.size ?? 0);
    setDraggedOver(false);
    setChosen(file);
    setTooLarge(exceedsLimit);
    onPick?.(exceedsLimit ? null : file);
  }

  const pickEarlier = useEffectEvent(() => {
    if (input.current?.files?.length) pick(input.current);
  });
  // What was chosen before the page was hydrated.
  useEffect(() => pickEarlier(), []);

  return (
    <Field label={label} hint={hint} error={isTooLarge ? limit.message : error} announceError>
      {(control) => (
        <div className="relative">
          {/* Browsers let people drop a file on it. */}
          <input
            {...control}
            ref={input}
            type="file"
            name={name}
            accept={accept}
            required={required}
            onChange={({ currentTarget }) => pick(currentTarget)}
            onDragEnter={() => setDraggedOver(true)}
            onDragLeave={() => setDraggedOver(false)}
            onDrop={() => setDraggedOver(false)}
            className={cx(
              "h-20 w-full cursor-pointer rounded-xl border border-dashed p-5",
              isDraggedOver ? "border-accent bg-accent-soft" : "border-field-border bg-field",
              "file:me-3 file:h-8 file:rounded-md file:border-0",
              "file:bg-default file:px-3 file:font-medium file:text-default-foreground",
            )}
          />
          <ChosenFile name={chosen?.name ?? null} />
        </div>
      )}
    </Field>
  );
}

/** In front of the browser's own text, for eyes only. */
function ChosenFile({ name }: { readonly name: string | null }) {
  const t = useTranslations("common");
  if (!useHydrated()) return null;
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-0.5 flex items-center justify-center gap-2 rounded-xl bg-field px-4"
    >
      <UploadIcon />
      <bdi className={cx("min-w-0 wrap-anywhere", name ? "line-clamp-2 font-medium" : "text-muted")}>
        {name ?? t("chooseFile")}
      </bdi>
    </span>
  );
}
