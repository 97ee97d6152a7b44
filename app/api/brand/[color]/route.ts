import { brandProperties } from "@/components/ui/brand-style";
import { isColor } from "@/lib/color";

type Params = { readonly params: Promise<{ readonly color: string }> };

/** The style sheet of an organization's color. It never changes, so browsers cache it forever. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { color } = await params;
  if (!isColor(`#${color}`)) return new Response("This is not a color.", { status: 404 });
  const properties = [...brandProperties(`#${color}`)].map(([name, value]) => `${name}:${value}`).join(";");
  return new Response(`.brand-${color}{${properties}}`, {
    headers: {
      "Content-Type": "text/css; charset=utf-8",
      "Cache-Control": "public, max-age=31536000, immutable",
    },
  });
}
