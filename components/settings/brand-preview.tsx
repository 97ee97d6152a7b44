"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { EmailFrame } from "@/components/settings/email-frame";
import { brandProperties, brandSheet } from "@/components/ui/brand-style";
import { buttonStyle } from "@/components/ui/button-style";
import { cx } from "@/components/ui/cx";
import { Logo } from "@/components/ui/logo";
import { Monogram } from "@/components/ui/page-mark";
import { richText } from "@/components/ui/rich-text";
import { Segments } from "@/components/ui/segments";

type EmailProps = { /** Shows the invitation email as it would be sent. */ readonly emailHref: string };

type Branding = {
  readonly name: string;
  readonly senderName: string | null;
  readonly color: string | null;
  readonly logo: { readonly src: string } | null;
};

/** A preview of the invitation email or the acceptance page, in either color scheme. CSS follows the choice. */
export function BrandPreview({ emailHref, ...branding }: Branding & EmailProps) {
  const t = useTranslations("settings.preview");
  const { name, senderName, color } = branding;
  const entered = new URLSearchParams({ name, sender: senderName ?? "", color: color ?? "" });
  const href = `${emailHref}?${entered}`;
  return (
    <section
      id="preview"
      aria-labelledby="preview-title"
      className="group/preview flex min-w-0 flex-col gap-3 lg:sticky lg:top-7 lg:col-start-2 lg:row-span-2 lg:row-start-1"
    >
      <h2 id="preview-title" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <div className="flex flex-wrap justify-between gap-2">
        <Segments
          legend={t("show")}
          name="preview-part"
          choices={[
            { value: "email", label: t("email") },
            { value: "page", label: t("invitationPage") },
          ]}
        />
        <Segments
          legend={t("scheme")}
          name="preview-scheme"
          choices={[
            { value: "light", label: t("light") },
            { value: "dark", label: t("dark") },
          ]}
        />
      </div>
      {(["light", "dark"] as const).map((scheme) => (
        <div
          key={scheme}
          data-scheme={scheme}
          className={cx(
            "hidden text-foreground",
            scheme === "light"
              ? "group-has-[[value=light]:checked]/preview:block"
              : "group-has-[[value=dark]:checked]/preview:block",
          )}
        >
          <div className="hidden group-has-[[value=email]:checked]/preview:block">
            <EmailFrame
              key={branding.logo?.src}
              title={t(`emailIn.${scheme}`)}
              src={`${href}&scheme=${scheme}`}
            />
          </div>
          <div
            className={cx(
              "hidden rounded-xl border border-border bg-background p-card",
              "group-has-[[value=page]:checked]/preview:block",
            )}
          >
            <InvitationPage {...branding} />
          </div>
        </div>
      ))}
      <p className="description">{t("note")}</p>
    </section>
  );
}

function InvitationPage({ name, color, logo }: Branding) {
  const t = useTranslations("settings.preview");
  return (
    <Sheet color={color}>
      {logo ? <Logo logo={logo} name={name} /> : <Monogram host={{ name, color, logo }} />}
      <p className="text-base font-semibold">{t.rich("join", { ...richText, organization: name })}</p>
    </Sheet>
  );
}

type SheetProps = { readonly color: string | null; readonly children: ReactNode };

function Sheet({ color, children }: SheetProps) {
  const t = useTranslations("settings.preview");
  const sheet = useRef<HTMLDivElement>(null);
  // The style sheet has the saved color. Script sets an unsaved one, because the CSP allows no style attributes.
  useLayoutEffect(() => {
    for (const [name, value] of color ? brandProperties(color) : [])
      sheet.current?.style.setProperty(name, value);
  }, [color]);
  return (
    <div ref={sheet} className={color ? brandSheet(color).className : ""}>
      <div className="card flex w-full min-w-0 flex-col items-start gap-3 p-card">
        {children}
        <span className={buttonStyle({ variant: "primary", className: "pointer-events-none" })}>
          {t("accept")}
        </span>
      </div>
    </div>
  );
}
