import type { ReactNode } from "react";
import { Img } from "react-email";
import { type PlainName, plainName } from "../plain-text";

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

const logoStyle = { borderRadius: "8px", margin: "0 4px 16px", maxWidth: "100%", padding: "4px" };

/** The name in the From header. */
export function senderInFrom({ senderName, imitates }: SenderFacts): string {
  return imitates ? `${plainName(senderName)} via Usher` : plainName(senderName);
}
