import { Name } from "@/components/ui/name";
import type { Editors } from "@/db/settings/get";

type Named = { readonly id: string; readonly name: string };

type SettingsEditorsProps = {
  readonly editors: readonly Editors[];
  /** Organizations whose administrators can work here. */
  readonly ancestors: readonly Named[];
};

export function SettingsEditors({ editors, ancestors }: SettingsEditorsProps) {
  return (
    <section aria-label="Who may change them" className="flex flex-col gap-2">
      <h2 className="text-lg font-semibold">Who may change them</h2>
      <ul className="card divide-y divide-separator">
        {editors.map(({ role, groups }) => (
          <li key={role} className="px-4 py-2.5">
            Role <Name className="font-medium">{role}</Name>:{" "}
            {groups.length === 0 ? (
              <span className="text-muted">no group has it.</span>
            ) : (
              <>
                members of <Names of={groups.map((name) => ({ id: name, name }))} />.
              </>
            )}
          </li>
        ))}
        {ancestors.length > 0 && (
          <li className="px-4 py-2.5">
            From above: whoever may work as an administrator in the organizations below{" "}
            <Names of={ancestors} />.
          </li>
        )}
      </ul>
    </section>
  );
}

function Names({ of }: { readonly of: readonly Named[] }) {
  return of.map(({ id, name }, at) => (
    <span key={id}>
      {at > 0 && ", "}
      <Name className="font-medium">{name}</Name>
    </span>
  ));
}
