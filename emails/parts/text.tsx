import type { ReactNode } from "react";
import { Heading, Text } from "react-email";
import { colors } from "./styles";

type TextProps = { children: ReactNode };

export function Title({ children }: TextProps) {
  return (
    <Heading as="h1" className="ink" style={title}>
      {children}
    </Heading>
  );
}

export function Paragraph({ children }: TextProps) {
  return (
    <Text className="ink" style={paragraph}>
      {children}
    </Text>
  );
}

export function Note({ children }: TextProps) {
  return (
    <Text className="muted" style={note}>
      {children}
    </Text>
  );
}

/** Text that a user wrote, set apart from the text of the email. */
export function Quote({ by, children }: TextProps & { by: string }) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={quote}>
      <tbody>
        <tr>
          <td className="quote" style={quoted}>
            <Text className="muted" style={quotedBy}>{`${by} writes:`}</Text>
            <Text className="ink" style={quotedText}>
              {children}
            </Text>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const title = {
  color: colors.ink,
  fontSize: "26px",
  fontWeight: 600,
  letterSpacing: "-0.015em",
  lineHeight: "33px",
  margin: "0 0 12px",
  overflowWrap: "anywhere" as const,
};
const paragraph = {
  color: colors.ink,
  fontSize: "16px",
  lineHeight: "25px",
  margin: "0 0 12px",
  overflowWrap: "anywhere" as const,
};
const note = {
  color: colors.muted,
  fontSize: "14px",
  lineHeight: "22px",
  margin: "20px 0 0",
  overflowWrap: "anywhere" as const,
};
const quote = { margin: "20px 0 0" };
const quoted = { borderLeft: `3px solid ${colors.line}`, padding: "2px 0 2px 16px" };
const quotedBy = { color: colors.muted, fontSize: "14px", lineHeight: "22px", margin: 0 };
const quotedText = { ...paragraph, margin: 0 };
