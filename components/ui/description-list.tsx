import type { ReactNode } from "react";

type DescriptionListProps = {
  /** For a list inside a card, which has no edge of its own. */
  readonly inCard?: boolean;
  readonly children: ReactNode;
};

export function DescriptionList({ inCard = false, children }: DescriptionListProps) {
  const edge = inCard ? "border-y border-separator py-1" : "card px-card py-2";
  return <dl className={`@container divide-y divide-separator ${edge}`}>{children}</dl>;
}

/** The term is beside its description, or above it in a narrow list. */
export function DescriptionItem({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-4 py-2.5 @md:grid-cols-[10rem_minmax(0,1fr)]">
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
