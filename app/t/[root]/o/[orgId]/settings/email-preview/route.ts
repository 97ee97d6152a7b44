import { getEnv } from "@/app/_server/env";
import { guardPage } from "@/app/_server/page-guard";
import type { Scope } from "@/app/_server/paths";
import { LOGO, sampleInvitation } from "@/app/_server/sample-invitation";
import { findLogo } from "@/db/settings/get";
import { findSampleInvitation } from "@/db/settings/sample-invitation";
import { previewOf } from "@/emails/preview";
import { isColor } from "@/lib/color";

/** An invitation email as the organization sends it, with the entered settings, for a frame of the settings page. */
export async function GET(request: Request, { params }: { params: Promise<Scope> }): Promise<Response> {
  const { db, organization, actor } = await guardPage(params, "settings.view");
  const organizationId = organization.id;
  const [saved, png] = await Promise.all([
    findSampleInvitation({ db, organizationId, userId: actor.id }),
    findLogo({ db, organizationId }),
  ]);
  if (!saved) throw new Error("The organization and the actor of a context exist.");
  const { searchParams } = new URL(request.url);
  const { html } = await sampleInvitation(
    saved.reader,
    { ...saved, ...enteredIn(searchParams), logo: png && saved.logo },
    { sentAt: new Date(), link: `${getEnv().BASE_URL}/accept/${EXAMPLE}` },
  );
  const scheme = searchParams.get("scheme") === "dark" ? "dark" : "light";
  return new Response(previewOf(html, scheme, png && { cid: LOGO, png }), {
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}

/** Stands in for the secret of a link, and has its length. */
const EXAMPLE = "x".repeat(43);

function enteredIn(params: URLSearchParams) {
  const [name, sender, color] = ["name", "sender", "color"].map((key) => params.get(key));
  return {
    ...(name && { organizationName: name, senderName: name }),
    ...(sender && { senderName: sender }),
    ...(color !== null && color !== undefined && { color: isColor(color) ? color : null }),
  };
}
