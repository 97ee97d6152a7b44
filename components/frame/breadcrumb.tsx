import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";

export type Step = { readonly name: string; readonly href: string | null };

export function Breadcrumb({
  above,
  current,
}: {
  readonly above: readonly Step[];
  readonly current: string;
}) {
  if (above.length === 0) return null;
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-muted">
        {above.map((step, level) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the level is what the step is.
          <li key={level} className="flex min-w-0 items-center gap-1.5">
            <StepName {...step} />
            <span aria-hidden="true">/</span>
          </li>
        ))}
        <li aria-current="page" className="min-w-0 text-foreground">
          <Name className="block max-w-64 truncate">{current}</Name>
        </li>
      </ol>
    </nav>
  );
}

function StepName({ name, href }: Step) {
  const text = <Name className="block max-w-48 truncate">{name}</Name>;
  if (!href) return text;
  return (
    <NavLink
      href={href}
      className="min-w-0 rounded-sm underline-offset-3 hover:text-foreground hover:underline"
    >
      {text}
    </NavLink>
  );
}
