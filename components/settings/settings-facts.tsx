import { BrandPreview } from "@/components/settings/brand-preview";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Logo } from "@/components/ui/logo";
import { Name } from "@/components/ui/name";
import type { Logo as LogoImage, Settings } from "@/db/settings/get";
import { formatHours } from "@/lib/durations";

type SettingsFactsProps = { readonly settings: Settings; readonly logo: LogoImage | null };

/** For viewers who can't change the settings. */
export function SettingsFacts({ settings, logo }: SettingsFactsProps) {
  const { name, lifetimeHours, sessionIdleHours, senderName, color } = settings;
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <DescriptionList>
        <DescriptionItem term="Name">
          <Name>{name}</Name>
        </DescriptionItem>
        <DescriptionItem term="Link lifetime">
          {formatHours(lifetimeHours)} from the sending of the mail
        </DescriptionItem>
        <DescriptionItem term="Idle timeout">
          {formatHours(sessionIdleHours)} without activity
        </DescriptionItem>
        <DescriptionItem term="Sender">
          {senderName ? (
            <Name>{senderName}</Name>
          ) : (
            <span className="text-muted">The organization's name</span>
          )}
        </DescriptionItem>
        <DescriptionItem term="Colour">
          {color ? <code>{color}</code> : <span className="text-muted">Usher's own</span>}
        </DescriptionItem>
        <DescriptionItem term="Logo">
          {logo ? <Logo logo={logo} name={name} /> : <span className="text-muted">None</span>}
        </DescriptionItem>
      </DescriptionList>
      <BrandPreview {...settings} logo={logo} />
    </div>
  );
}
