import { PasswordField } from "@/components/ui/password-field";

export function NewPasswordField() {
  return (
    <PasswordField
      label="New password"
      name="password"
      autoComplete="new-password"
      hint="12 to 128 characters of any kind. Several words in a row are easy to keep in mind."
    />
  );
}

/** For password managers, which need the username of a password. It is hidden from people. */
export function HiddenUsername({ username }: { readonly username: string }) {
  return <input type="text" autoComplete="username" value={username} readOnly hidden />;
}
