"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { EmailFrame } from "@/components/settings/email-frame";
import { Brand } from "@/components/ui/brand";
import { brandProperties, brandSheet } from "@/components/ui/brand-style";
import { buttonStyle } from "@/components/ui/button-style";
import { Logo } from "@/components/ui/logo";
import { richText } from "@/components/ui/rich-text";

type EmailProps = { /** Shows the invitation email as it would be sent. */ readonly emailHref: string };

type Branding = {
  readonly name: string;
  readonly senderName: string | null;
  readonly color: string | null;
  readonly logo: { readonly src: string } | null;
};

/** A preview of the invitation email and the acceptance page, in both color schemes. */
export function BrandPreview({ emailHref, ...branding }: Branding & EmailProps) {
  const t = useTranslations("settings.preview");
  const { name, senderName, color } = branding;
  const entered = new URLSearchParams({ name, sender: senderName ?? "", color: color ?? "" });
  const href = `${emailHref}?${entered}`;
  return (
    <section aria-labelledby="preview" className="flex flex-col gap-3">
      <h2 id="preview" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-1">
        <ColorScheme scheme="light" emailHref={href} {...branding} />
        <ColorScheme scheme="dark" emailHref={href} {...branding} />
      </div>
      <p className="description">{t("note")}</p>
    </section>
  );
}

type Scheme = { readonly scheme: "light" | "dark" };

function ColorScheme({ scheme, emailHref, ...branding }: Branding & EmailProps & Scheme) {
  const t = useTranslations("settings.preview");
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="text-muted">{t(scheme)}</figcaption>
      <div
        data-scheme={scheme}
        className="flex flex-col gap-4 rounded-xl border border-border bg-background p-4 text-foreground"
      >
        <EmailFrame
          key={branding.logo?.src}
          label={t("email")}
          title={t(`emailIn.${scheme}`)}
          src={`${emailHref}&scheme=${scheme}`}
        />
        <InvitationPage {...branding} />
      </div>
    </figure>
  );
}

function InvitationPage({ name, color, logo }: Branding) {
  const t = useTranslations("settings.preview");
  return (
    <Sheet label={t("invitationPage")} color={color}>
      {logo ? <Logo logo={logo} name={name} /> : <Brand />}
      <p className="text-base font-semibold">{t.rich("join", { ...richText, organization: name })}</p>
    </Sheet>
  );
}

type SheetProps = {
  readonly label: string;
  readonly color: string | null;
  readonly children: ReactNode;
};

function Sheet({ label, color, children }: SheetProps) {
  const t = useTranslations("settings.preview");
  const sheet = useRef<HTMLDivElement>(null);
  // The style sheet has the saved color. Script sets an unsaved one, because the CSP allows no style attributes.
  useLayoutEffect(() => {
    for (const [name, value] of color ? brandProperties(color) : [])
      sheet.current?.style.setProperty(name, value);
  }, [color]);
  return (
    <div
      ref={sheet}
      className={`flex min-w-0 flex-col items-start gap-2 ${color ? brandSheet(color).className : ""}`}
    >
      <p className="text-xs text-muted">{label}</p>
      <div className="card flex w-full min-w-0 flex-col items-start gap-3 p-4">
        {children}
        <span className={buttonStyle({ variant: "primary", className: "pointer-events-none" })}>
          {t("accept")}
        </span>
      </div>
    </div>
  );
}
