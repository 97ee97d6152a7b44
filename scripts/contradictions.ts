import { isLoopback } from "@/lib/loopback";

type Given = Readonly<Record<string, string | undefined>>;

/**
 * Finds settings that contradict each other, or that would open the demo, whose password is public, to a network.
 * @param given what the operator has set, without defaults
 * @returns a sentence for each
 */
export function contradictions(given: Given): string[] {
  const { DATABASE_URL, SMTP_URL, BASE_URL, HOST, WORKER } = given;
  const always = databaseContradictions(given);
  if (given.USHER_DEMO === "1") return always;
  const found = DATABASE_URL
    ? [
        SMTP_URL
          ? ""
          : "DATABASE_URL is set, but SMTP_URL isn't: real invitations would end in the mail catcher. Set SMTP_URL.",
      ]
    : [
        SMTP_URL && "SMTP_URL is set, but DATABASE_URL isn't: Usher would run the demo. Set DATABASE_URL.",
        WORKER === "none" &&
          "WORKER=none is set, but DATABASE_URL isn't: nothing would send email. Set DATABASE_URL.",
        BASE_URL && !isLoopback(BASE_URL) && demoIsPublic(`BASE_URL is ${BASE_URL}`),
        HOST &&
          !isLoopback(`http://${HOST.includes(":") ? `[${HOST}]` : HOST}`) &&
          demoIsPublic(`HOST is ${HOST}`),
      ];
  const sentences = found.flatMap((sentence) => sentence || []);
  const hint = "To run the demo like this all the same, set USHER_DEMO=1.";
  return [...always, ...sentences, ...(sentences.length > 0 ? [hint] : [])];
}

/** The contradictions that matter to commands that use only the database. */
export function databaseContradictions({ DATABASE_URL, DATABASE_DIRECT_URL }: Given): string[] {
  if (!DATABASE_DIRECT_URL || DATABASE_URL) return [];
  return [
    "DATABASE_DIRECT_URL is set, but DATABASE_URL isn't. Set DATABASE_URL too; without a pooler it's the only one you need.",
  ];
}

function demoIsPublic(reason: string): string {
  return `${reason}, but DATABASE_URL isn't set: Usher would show the demo and its password to everybody. Set DATABASE_URL.`;
}
