import { useTranslations } from "next-intl";
import { CloseIcon } from "./icons";
import { Name } from "./name";

type ChosenItemsProps = {
  /** "Chosen groups". */
  readonly label: string;
  readonly chosen: readonly { readonly id: string; readonly name: string }[];
  readonly onRemove: (id: string) => void;
};

/** Chosen items in the box of their field, each with a button that removes it. */
export function ChosenItems({ label, chosen, onRemove }: ChosenItemsProps) {
  const t = useTranslations("common");
  if (chosen.length === 0) return null;
  return (
    <ul aria-label={label} className="contents">
      {chosen.map(({ id, name }) => (
        <li
          key={id}
          className="flex max-w-full items-center rounded-md bg-accent-soft text-sm text-accent-soft-foreground"
        >
          <Name className="max-w-64 truncate ps-2 leading-7">{name}</Name>
          <button
            type="button"
            aria-label={t("remove", { name })}
            className="grid size-7 shrink-0 place-items-center rounded-md"
            onClick={() => onRemove(id)}
          >
            <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}
