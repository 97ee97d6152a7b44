import { badgeStyle } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CloseIcon } from "@/components/ui/icons";
import { ListForm } from "@/components/ui/list-form";
import { ListLink } from "@/components/ui/list-link";
import { type ListAddress, listHref } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { AuditFilter } from "@/db/audit/types";
import { AUDIT_ACTIONS } from "@/lib/audit-actions";

type AuditFiltersProps = {
  readonly address: ListAddress;
  readonly filter: AuditFilter;
  /** The name of the object in the filter. Null if it is unknown. */
  readonly objectName: string | null;
};

export const AUDIT_FILTERS = ["person", "action", "outcome", "day", "object"] as const;

/** The filters of the form. The filter by object is set by links in the list. */
const FORM_FILTERS = ["person", "action", "outcome", "day"];

export function AuditFilters({ address, filter, objectName }: AuditFiltersProps) {
  const isFiltered = AUDIT_FILTERS.some((name) => filter[name] !== null) || filter.search !== "";
  return (
    <div className="order-last flex w-full flex-col gap-3">
      <ListForm
        key={JSON.stringify(filter)}
        address={address}
        fields={FORM_FILTERS}
        className="grid grid-cols-1 items-end gap-3 min-[22rem]:grid-cols-2 lg:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
      >
        <TextField
          label="Person (username)"
          compact
          name="person"
          defaultValue={filter.person ?? ""}
          maxLength={64}
          autoComplete="off"
          verbatim
        />
        <Select label="What was done" compact name="action" defaultValue={filter.action ?? ""}>
          <option value="">Anything</option>
          {ACTION_GROUPS.map(({ label, actions }) => (
            <optgroup key={label} label={label}>
              {actions.map((action) => (
                <option key={action.code} value={action.code}>
                  {action.label}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
        <Select label="Outcome" compact name="outcome" defaultValue={filter.outcome ?? ""}>
          <option value="">Done or refused</option>
          <option value="done">Done</option>
          <option value="refused">Refused</option>
        </Select>
        <TextField label="Day (UTC)" compact type="date" name="day" defaultValue={filter.day ?? ""} />
        <Button type="submit">Filter</Button>
      </ListForm>
      {isFiltered && (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {filter.object && (
            <ListLink
              href={listHref(address, { object: "" })}
              className={`${badgeStyle("accent")} inline-flex max-w-full items-center gap-1`}
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

/** Turns "sent the invitation of" into the option "Sent the invitation". */
const ACTIONS = Object.entries(AUDIT_ACTIONS).map(([code, text]) => ({
  code,
  noun: code.split(".")[0] ?? "",
  label: capitalize(text.replace(/ (of|for)$/, "")),
}));

const ACTION_GROUPS = [...new Set(ACTIONS.map(({ noun }) => noun))].map((noun) => ({
  label: capitalize(noun),
  actions: ACTIONS.filter((action) => action.noun === noun),
}));

function capitalize(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase());
}
