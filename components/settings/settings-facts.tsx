import { Fact, Facts } from "@/components/facts";
import { Logo } from "@/components/logo";
import { Name } from "@/components/name";
import { BrandPreview } from "@/components/settings/brand-preview";
import type { Logo as LogoImage, Settings } from "@/db/settings/read";
import { hoursInWords } from "@/lib/durations";

type SettingsFactsProps = { readonly settings: Settings; readonly logo: LogoImage | null };

/** For those who may see them and not change them. */
export function SettingsFacts({ settings, logo }: SettingsFactsProps) {
  const { name, lifetimeHours, sessionIdleHours, senderName, color } = settings;
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <Facts>
        <Fact term="Name">
          <Name>{name}</Name>
        </Fact>
        <Fact term="Link lifetime">{hoursInWords(lifetimeHours)} from the sending of the mail</Fact>
        <Fact term="Idle timeout">{hoursInWords(sessionIdleHours)} without activity</Fact>
        <Fact term="Sender">
          {senderName ? (
            <Name>{senderName}</Name>
          ) : (
            <span className="text-muted">The organization's name</span>
          )}
        </Fact>
        <Fact term="Colour">
          {color ? <code>{color}</code> : <span className="text-muted">Usher's own</span>}
        </Fact>
        <Fact term="Logo">
          {logo ? <Logo logo={logo} name={name} /> : <span className="text-muted">None</span>}
        </Fact>
      </Facts>
      <BrandPreview {...settings} logo={logo} />
    </div>
  );
}
