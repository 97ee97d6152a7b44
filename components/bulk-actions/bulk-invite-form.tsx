import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { FileField } from "@/components/ui/file-field";
import { Name } from "@/components/ui/name";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { DraftText } from "@/db/bulk-actions/read-draft";
import type { GroupChoice } from "@/db/groups/types";
import { UPLOAD_BYTES, UPLOAD_TOO_LARGE } from "@/lib/bulk-actions";
import { formatHours } from "@/lib/durations";
import { NOTE_LENGTH, OFFERED_LIFETIMES } from "@/lib/invitations";
import { TEMPLATE } from "./csv-template";

type BulkInviteFormProps = {
  readonly action: FormAction;
  /** The same form sent twice invites once. */
  readonly requestId: string;
  readonly parentName: string;
  readonly organizationName: string;
  readonly lifetimeHours: number;
  readonly groups: readonly GroupChoice[];
  /** What was entered before the preview was looked at. */
  readonly entered: DraftText | null;
  readonly cancelHref: string;
};

export function BulkInviteForm({ action, requestId, groups, entered, ...props }: BulkInviteFormProps) {
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <p className="text-muted">
        Users of <Name className="font-medium text-foreground">{props.parentName}</Name> get a mail with a
        link into <Name className="font-medium text-foreground">{props.organizationName}</Name>. Before
        anything is sent you see what would happen with each.
      </p>
      <ActionForm action={action} submit="Preview" cancelHref={props.cancelHref}>
        <input type="hidden" name="requestId" value={requestId} />
        <RadioCards legend="Whom to invite" name="way" ways={[pasting(entered?.usernames), FILE]} />
        {groups.length > 0 && (
          <CheckboxGroup
            legend="Groups for all of them"
            name="groupIds"
            checked={entered?.groupIds ?? []}
            choices={groups.map(({ id, name, description, grantable }) => ({
              value: id,
              label: name,
              hint: grantable ? <bdi>{description}</bdi> : "It allows more than you may do here yourself.",
              refused: !grantable,
            }))}
          />
        )}
        <Select label="The link works for" name="lifetimeHours" defaultValue={entered?.lifetimeHours ?? ""}>
          <option value="">{formatHours(props.lifetimeHours)}, as in the settings</option>
          {OFFERED_LIFETIMES.map((hours) => (
            <option key={hours} value={hours}>
              {formatHours(hours)}
            </option>
          ))}
        </Select>
        <TextField
          label="Last day as a user"
          name="endsOn"
          type="date"
          defaultValue={entered?.endsOn ?? ""}
          hint="Optional. The memberships end with this day, by UTC."
        />
        <TextArea
          label="Note"
          name="note"
          defaultValue={entered?.note ?? ""}
          maxLength={NOTE_LENGTH}
          hint={`Optional. Plain text for the mail and the page of each, at most ${NOTE_LENGTH} characters.`}
        />
      </ActionForm>
    </div>
  );
}

const pasting = (usernames = "") => ({
  value: "paste",
  label: "Paste usernames",
  children: (
    <TextArea
      label="Usernames"
      name="usernames"
      rows={8}
      defaultValue={usernames}
      maxLength={UPLOAD_BYTES}
      hint="At most 10,000, with lines, blanks, commas or semicolons between them."
      autoComplete="off"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
    />
  ),
});

const FILE = {
  value: "file",
  label: "Upload a CSV file",
  children: (
    <>
      <FileField
        label="File"
        name="file"
        required={false}
        accept=".csv,text/csv"
        hint="UTF-8, at most 1 MB and 10,000 lines. Columns: “username”, and if wanted “groups” with | between them."
        most={{ bytes: UPLOAD_BYTES, words: UPLOAD_TOO_LARGE }}
      />
      <a href={TEMPLATE} download="bulk-invite.csv" className="link self-start">
        Download a template
      </a>
    </>
  ),
};
