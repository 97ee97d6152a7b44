import { useTranslations } from "next-intl";
import { PasswordField } from "@/components/ui/password-field";
import { PASSWORD_LENGTH } from "@/lib/passwords";

export function NewPasswordField() {
  const t = useTranslations("passwords.field");
  return (
    <PasswordField
      label={t("label")}
      showLabel={t("show")}
      name="password"
      autoComplete="new-password"
      hint={t("hint", PASSWORD_LENGTH)}
    />
  );
}

/** For password managers, which need the username of a password. It is hidden from people. */
export function HiddenUsername({ username }: { readonly username: string }) {
  return <input type="text" autoComplete="username" value={username} readOnly hidden />;
}
