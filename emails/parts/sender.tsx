import type { ReactNode } from "react";
import { Img } from "react-email";
import { translatorFor } from "@/i18n/translator";
import { type PlainName, plainName } from "../plain-text";
import type { Reader } from "../reader";
import { colors } from "./styles";

export type SenderProps = {
  senderName: PlainName;
  /** All three, or none without a logo. */
  logoSrc?: string;
  logoWidth?: string;
  logoHeight?: string;
};

export type SenderFacts = {
  senderName: string;
  /** Whether the sender's name is the name of another organization of the tree. */
  imitates: boolean;
  /** `cid` is the content id of the attached image. */
  logo: { readonly cid: string; readonly width: number; readonly height: number } | null;
};

/** Takes the name as it is stored. */
export function senderProps({ senderName, logo }: SenderFacts): SenderProps {
  const props = { senderName: plainName(senderName) };
  if (!logo) return props;
  const { cid, width, height } = logo;
  return { ...props, logoSrc: `cid:${cid}`, logoWidth: String(width), logoHeight: String(height) };
}

/** Above the card: the organization's logo, or the name of the sender. */
export function senderHeader(props: SenderProps, organizationName: PlainName): ReactNode {
  const { senderName, logoSrc, logoWidth = "", logoHeight = "" } = props;
  if (!logoSrc) return senderName;
  return (
    <div data-skip-in-text="true">
      <Img
        className="logo"
        src={logoSrc}
        alt={organizationName}
        width={logoWidth}
        height={logoHeight}
        style={logoStyle}
      />
    </div>
  );
}

// The text is shown when pictures are blocked, on white also in the dark.
const logoStyle = {
  borderRadius: "8px",
  color: colors.ink,
  fontSize: "16px",
  fontWeight: 600,
  lineHeight: "24px",
  margin: "0 4px 16px",
  maxWidth: "100%",
  padding: "4px",
};

/** The name in the From header. */
export function senderInFrom({ locale }: Reader, { senderName, imitates }: SenderFacts): string {
  const name = plainName(senderName);
  const t = translatorFor(locale, "emails.frame");
  return imitates ? t("via", { name }) : name;
}
