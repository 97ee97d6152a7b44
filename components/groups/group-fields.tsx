import { useTranslations } from "next-intl";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";

type GroupFieldsProps = { readonly group?: { readonly name: string; readonly description: string } };

export function GroupFields({ group }: GroupFieldsProps) {
  const t = useTranslations("groups.fields");
  return (
    <>
      <TextField
        label={t("name")}
        name="name"
        defaultValue={group?.name}
        autoComplete="off"
        maxLength={120}
        required
      />
      <TextArea
        label={t("description")}
        name="description"
        defaultValue={group?.description}
        maxLength={500}
      />
    </>
  );
}
