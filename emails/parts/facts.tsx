import { colors } from "./styles";

type Fact = readonly [label: string, value: string | undefined];

/** Labels and values. Side by side, or one above the other in a narrow window. Undefined values are left out. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={list}>
      <tbody>
        {facts.map(
          ([label, fact]) =>
            fact !== undefined && (
              <tr key={label} className="fact">
                <td className="label muted" style={name}>
                  {label}
                </td>
                <td className="ink" style={value}>
                  {fact}
                </td>
              </tr>
            ),
        )}
      </tbody>
    </table>
  );
}

const list = { borderCollapse: "collapse" as const, margin: "28px 0 0", width: "100%" };
const cell = {
  borderTop: `1px solid ${colors.line}`,
  fontSize: "15px",
  lineHeight: "22px",
  padding: "12px 0",
  verticalAlign: "top",
};
const name = { ...cell, color: colors.muted, width: "132px", padding: "12px 16px 12px 0" };
const value = { ...cell, color: colors.ink, overflowWrap: "anywhere" as const };
