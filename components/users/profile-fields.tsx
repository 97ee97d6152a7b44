import { TextField } from "@/components/ui/text-field";

type ProfileFieldsProps = {
  readonly profile?: { readonly username: string; readonly name: string; readonly email: string | null };
  readonly emailHint: string;
  readonly emailRequired: boolean;
};

export function ProfileFields({ profile, emailHint, emailRequired }: ProfileFieldsProps) {
  return (
    <>
      <TextField
        label="Username"
        name="username"
        hint="For signing in. Up to 64 characters, no space, comma or semicolon."
        defaultValue={profile?.username}
        required
        autoComplete="off"
        verbatim
      />
      <TextField
        label="Name"
        name="name"
        defaultValue={profile?.name}
        required
        maxLength={120}
        autoComplete="off"
      />
      <TextField
        label="E-mail"
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
