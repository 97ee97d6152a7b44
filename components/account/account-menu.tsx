import { useTranslations } from "next-intl";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { PlainForm } from "@/components/ui/plain-form";
import { SubmitButton } from "@/components/ui/submit-button";

type AccountMenuProps = {
  readonly username: string;
  /** From label to address. */
  readonly links: Readonly<Record<string, string>>;
  readonly signOut: () => Promise<void>;
};

/** Shows who is signed in, on pages outside the console. */
export function AccountMenu({ username, links, signOut }: AccountMenuProps) {
  const t = useTranslations("account");
  return (
    <PlainForm action={signOut} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <Name className="truncate text-muted">{username}</Name>
      {Object.entries(links).map(([label, href]) => (
        <NavLink key={href} href={href} className="link">
          {label}
        </NavLink>
      ))}
      <SubmitButton variant="outline" size="sm">
        {t("signOut")}
      </SubmitButton>
    </PlainForm>
  );
}
