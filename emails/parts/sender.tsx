import type { ReactNode } from "react";
import { Img, Text } from "react-email";
import { translatorFor } from "@/i18n/translator";
import type { ButtonColors } from "@/lib/color";
import { initialsOf } from "@/lib/initials";
import { type PlainName, plainName } from "../plain-text";
import type { Reader } from "../reader";
import { brand, colors, ownButton } from "./styles";

export type SenderProps = {
  senderName: PlainName;
  /** The first letters of the name. */
  monogram: PlainName;
  /** All three, or none without a logo. */
  logoSrc?: string;
  logoWidth?: string;
  logoHeight?: string;
};

export type SenderFacts = {
  senderName: string;
  /** Whether the sender's name is that of another organization of the tree, or Usher's own. */
  imitates: boolean;
  /** `cid` is the content id of the attached image. */
  logo: { readonly cid: string; readonly width: number; readonly height: number } | null;
};

/** Takes the name as it is stored. */
export function senderProps({ senderName, logo }: SenderFacts): SenderProps {
  const props = { senderName: plainName(senderName), monogram: plainName(initialsOf(senderName)) };
  if (!logo) return props;
  const { cid, width, height } = logo;
  return { ...props, logoSrc: `cid:${cid}`, logoWidth: String(width), logoHeight: String(height) };
}

/** Above the card: the organization's logo, or the sender's name and its first letters, which need no picture. */
export function senderHeader(
  props: SenderProps,
  organizationName: PlainName,
  colors: ButtonColors = ownButton,
): ReactNode {
  const { senderName, logoSrc, logoWidth = "", logoHeight = "" } = props;
  if (!logoSrc) return <Monogram name={senderName} letters={props.monogram} colors={colors} />;
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

type MonogramProps = {
  readonly name: PlainName;
  readonly letters: PlainName;
  readonly colors: ButtonColors;
};

/** A table, because Outlook gives only cells a size and a color. */
function Monogram({ name, letters, colors: { color, label } }: MonogramProps) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={row}>
      <tbody>
        <tr>
          <td
            className="mark"
            data-skip-in-text="true"
            aria-hidden="true"
            width={36}
            height={36}
            align="center"
            style={{ ...mark, backgroundColor: color, color: label }}
          >
            {letters}
          </td>
          <td style={beside}>
            <Text className="muted" style={{ ...brand, margin: 0 }}>
              {name}
            </Text>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const row = { margin: "0 4px 16px" };
const mark = { borderRadius: "8px", fontSize: "14px", fontWeight: 600, lineHeight: "36px", width: "36px" };
const beside = { padding: "0 12px" };

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
