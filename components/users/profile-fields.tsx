import { useTranslations } from "next-intl";
import { TextField } from "@/components/ui/text-field";

type ProfileFieldsProps = {
  readonly profile?: { readonly username: string; readonly name: string; readonly email: string | null };
  readonly emailHint: string;
  readonly emailRequired: boolean;
};

export function ProfileFields({ profile, emailHint, emailRequired }: ProfileFieldsProps) {
  const t = useTranslations("users.fields");
  return (
    <>
      <TextField
        label={t("username.label")}
        name="username"
        hint={t("username.hint")}
        defaultValue={profile?.username}
        required
        autoComplete="off"
        verbatim
      />
      <TextField
        label={t("name")}
        name="name"
        defaultValue={profile?.name}
        required
        maxLength={120}
        autoComplete="off"
      />
      <TextField
        label={t("email.label")}
        name="email"
        hint={emailHint}
        defaultValue={profile?.email ?? ""}
        required={emailRequired}
        inputMode="email"
        autoComplete="off"
        verbatim
      />
    </>
  );
}
