import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";

type GroupFieldsProps = { readonly group?: { readonly name: string; readonly description: string } };

export function GroupFields({ group }: GroupFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        defaultValue={group?.name}
        autoComplete="off"
        maxLength={120}
        required
      />
      <TextArea
        label="Description (optional)"
        name="description"
        defaultValue={group?.description}
        maxLength={500}
      />
    </>
  );
}
