// `npm run email`: shows a sample of every email in each language, as HTML and as text, on loopback. tsx restarts it when a
// file changes, and the page reloads. (react-email's own preview needs a second copy of Next.js.)
import { createServer } from "node:http";
import { SAMPLES } from "@/emails/testing/samples";
import { CATALOGS } from "@/i18n/catalogs";
import { LOCALES, type PageLocale, PSEUDO_LOCALE } from "@/i18n/locale";
import { getFreePortFrom } from "./ports";

const locales: readonly PageLocale[] = [...LOCALES.filter((locale) => CATALOGS[locale]), PSEUDO_LOCALE];
const names = Object.keys(SAMPLES);

const server = createServer(async (request, response) => {
  const [, first = "", second = "", form = ""] = (request.url ?? "/").split("/");
  if (first === "changes")
    return void response.writeHead(200, { "content-type": "text/event-stream" }).write("\n");
  const locale = locales.find((known) => known === first) ?? "en";
  const name = names.includes(second) ? second : "invitation";
  const { subject = "", html = "", text = "" } = (await SAMPLES[name]?.({ locale, timeZone: "UTC" })) ?? {};
  if (form === "html") return void send("text/html", html);
  if (form === "text") return void send("text/plain", `${subject}\n\n${text}`);
  send("text/html", page(locale, name));

  function send(type: string, body: string) {
    response
      .writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" })
      .end(body);
  }
});

const port = await getFreePortFrom(3030);
server.listen(port, "127.0.0.1", () => console.log(`The emails are at http://localhost:${port}`));

function page(locale: PageLocale, shown: string): string {
  return `<!doctype html><html lang="en"><title>${shown} · Usher's emails</title><meta name="color-scheme" content="light dark">
<style>
  body { font: 15px system-ui; margin: 20px; } nav a { margin-right: 16px; }
  main { display: flex; flex-wrap: wrap; gap: 20px; margin-top: 16px; }
  iframe { border: 1px solid #8884; border-radius: 12px; height: 85vh; }
</style>
<nav>${locales.map((other) => `<a href="/${other}/${shown}">${other}</a>`).join("")}</nav>
<nav>${names.map((name) => `<a href="/${locale}/${name}">${name}</a>`).join("")}</nav>
<main>
  <iframe title="HTML, wide" src="/${locale}/${shown}/html" width="700"></iframe>
  <iframe title="HTML, narrow" src="/${locale}/${shown}/html" width="390"></iframe>
  <iframe title="Text" src="/${locale}/${shown}/text" width="600"></iframe>
</main>
<script>
  const changes = new EventSource("/changes");
  changes.onerror = () => { changes.onopen = () => location.reload(); };
</script></html>`;
}
