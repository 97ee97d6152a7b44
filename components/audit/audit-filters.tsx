import { type ReactNode, useId } from "react";
import { CloseIcon } from "@/components/ui/icons";
import { ListForm } from "@/components/ui/list-form";
import { ListLink } from "@/components/ui/list-link";
import { type ListAddress, listHref } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import type { AuditFilter } from "@/db/audit/types";
import { AUDIT_ACTIONS } from "@/lib/audit-actions";

type AuditFiltersProps = {
  readonly address: ListAddress;
  readonly filter: AuditFilter;
  /** What the object is called that one filters by, where that is known. */
  readonly objectName: string | null;
};

export const AUDIT_FILTERS = ["person", "action", "outcome", "day", "object"] as const;
const FIELDS = ["person", "action", "outcome", "day"];

/** Narrows the audit: a GET form, and what else it is narrowed by, to be taken away. */
export function AuditFilters({ address, filter, objectName }: AuditFiltersProps) {
  const narrowed = AUDIT_FILTERS.some((name) => filter[name] !== null) || filter.search !== "";
  return (
    <div className="order-last flex w-full flex-col gap-3">
      <ListForm
        key={JSON.stringify(filter)}
        address={address}
        asks={FIELDS}
        className="grid grid-cols-1 items-end gap-3 min-[22rem]:grid-cols-2 lg:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
      >
        <Field label="Person (username)">
          {(id) => (
            <input
              id={id}
              name="person"
              defaultValue={filter.person ?? ""}
              maxLength={64}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              className="input input--full-width h-10 md:h-9"
            />
          )}
        </Field>
        <Field label="What was done">
          {(id) => (
            <select id={id} name="action" defaultValue={filter.action ?? ""} className={SELECT}>
              <option value="">Anything</option>
              {ACTIONS.map(([group, actions]) => (
                <optgroup key={group} label={group}>
                  {actions.map(({ action, label }) => (
                    <option key={action} value={action}>
                      {label}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        <Field label="Outcome">
          {(id) => (
            <select id={id} name="outcome" defaultValue={filter.outcome ?? ""} className={SELECT}>
              <option value="">Done or refused</option>
              <option value="done">Done</option>
              <option value="refused">Refused</option>
            </select>
          )}
        </Field>
        <Field label="Day (UTC)">
          {(id) => (
            <input
              id={id}
              type="date"
              name="day"
              defaultValue={filter.day ?? ""}
              className="input input--full-width h-10 md:h-9"
            />
          )}
        </Field>
        <button type="submit" className="button button--outline">
          Filter
        </button>
      </ListForm>
      {narrowed && (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {filter.object && (
            <ListLink
              href={listHref(address, { object: "" })}
              className="chip chip--soft chip--accent inline-flex max-w-full items-center gap-1"
            >
              <span className="min-w-0">
                About {objectName ? <Name>{objectName}</Name> : "one object"}
                <span className="sr-only">, do not filter by it</span>
              </span>
              <CloseIcon />
            </ListLink>
          )}
          <ListLink href={address.path} className="link">
            Clear filters
          </ListLink>
        </p>
      )}
    </div>
  );
}

const SELECT = "input input--full-width h-10 md:h-9";

function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id} className="label">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

/** "sent the invitation of" as a choice: "Sent the invitation". */
const ACTIONS = [...byGroup(Object.entries(AUDIT_ACTIONS))].map(
  ([group, entries]) =>
    [
      titled(group),
      entries.map(([action, words]) => ({ action, label: titled(words.replace(/ (of|for)$/, "")) })),
    ] as const,
);

function byGroup(entries: readonly [string, string][]): Map<string, [string, string][]> {
  const groups = new Map<string, [string, string][]>();
  for (const entry of entries) {
    const group = entry[0].split(".")[0] ?? "";
    groups.set(group, [...(groups.get(group) ?? []), entry]);
  }
  return groups;
}

function titled(words: string): string {
  return words.replace(/^./, (first) => first.toUpperCase());
}
