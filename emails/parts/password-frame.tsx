import { formatHours } from "@/lib/durations";
import { formatDateTime } from "../dates";
import { type PlainName, plainName } from "../plain-name";
import { Action } from "./action";
import { Facts } from "./facts";
import { Frame } from "./frame";
import { Note, Paragraph, Title } from "./text";

export type PasswordLinkProps = {
  organizationName: PlainName;
  name: PlainName;
  username: PlainName;
  expires: string;
  lifetime: string;
  link: string;
};

type PasswordFrameProps = PasswordLinkProps & {
  title: string;
  action: string;
  unexpected: string;
  children: string;
};

/** What the mails with a password's link share: for which account, for how long, and what to do when unexpected. */
export function PasswordFrame({ title, action, unexpected, children, ...props }: PasswordFrameProps) {
  return (
    <Frame
      title={title}
      preheader={`For your account ${props.username}. The link works until ${props.expires}.`}
      footer="This mail was sent by a machine that reads no answers. The names in it were chosen by the people who use Usher."
    >
      <Title>{title}</Title>
      <Paragraph>{`Hello ${props.name},`}</Paragraph>
      <Paragraph>{children}</Paragraph>
      <Facts
        facts={{
          "Your account": props.username,
          Organization: props.organizationName,
          "Works until": props.expires,
        }}
      />
      <Action label={action} link={props.link} />
      <Note>
        {`The link works once, within ${props.lifetime} from the sending of this mail. If you have several of these mails, use the newest. Nobody will ever ask you for it, or for your password.`}
      </Note>
      <Note>{unexpected}</Note>
    </Frame>
  );
}

export const previewProps: PasswordLinkProps = {
  organizationName: plainName("Acme Travel"),
  name: plainName("Sam Rivera"),
  username: plainName("sam"),
  expires: "Thursday, 26 November 2026, 14:05 UTC",
  lifetime: "24 hours",
  link: "https://usher.example/set-password/4f3kq0ZsV9c1hPzq7yQpJ2mXw8tRbNnL6uDgEaSxYoI",
};

export type PasswordLinkFacts = {
  organizationName: string;
  name: string;
  username: string;
  expiresAt: Date;
  lifetimeHours: number;
  link: string;
};

/** Takes names as they are stored; none of them can do harm in the mail. */
export function passwordLinkProps(facts: PasswordLinkFacts): PasswordLinkProps {
  return {
    organizationName: plainName(facts.organizationName),
    name: plainName(facts.name),
    username: plainName(facts.username),
    expires: formatDateTime(facts.expiresAt),
    lifetime: formatHours(facts.lifetimeHours),
    link: facts.link,
  };
}
