// `npm run email`: shows every email with its preview props, as HTML and as text, on loopback. tsx restarts it when a file
// changes, and the page reloads. (react-email's own preview needs a second copy of Next.js.)
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { FunctionComponent } from "react";
import { renderEmail } from "@/emails/render-email";
import { getFreePortFrom } from "./ports";

type Preview = FunctionComponent<Record<string, string>> & { PreviewProps: Record<string, string> };

const folder = new URL("../emails/", import.meta.url);

const server = createServer(async (request, response) => {
  const [, name = "", form = ""] = (request.url ?? "/").split("/");
  if (name === "changes")
    return void response.writeHead(200, { "content-type": "text/event-stream" }).write("\n");
  const previews = await findPreviews();
  const mail = previews.get(name) ?? previews.values().next().value;
  if (!mail) return void response.writeHead(404).end("There are no emails in emails/.\n");
  const { html, text } = await renderEmail(mail, mail.PreviewProps);
  if (form === "html") return void send("text/html", html);
  if (form === "text") return void send("text/plain", text);
  send("text/html", page([...previews.keys()], previews.has(name) ? name : ([...previews.keys()][0] ?? "")));

  function send(type: string, body: string) {
    response
      .writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" })
      .end(body);
  }
});

const port = await getFreePortFrom(3030);
server.listen(port, "127.0.0.1", () => console.log(`The emails are at http://localhost:${port}`));

/** The exported components with preview props, by their names. */
async function findPreviews(): Promise<Map<string, Preview>> {
  const files = readdirSync(folder).filter((file) => /^(?!.*\.test\.).*\.tsx$/.test(file));
  const modules: object[] = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  return new Map(modules.flatMap((module) => Object.entries(module).filter(isPreview)));
}

function isPreview(entry: [string, unknown]): entry is [string, Preview] {
  return typeof entry[1] === "function" && "PreviewProps" in entry[1];
}

function page(names: string[], shown: string): string {
  return `<!doctype html><html lang="en"><title>${shown} · Usher's emails</title><meta name="color-scheme" content="light dark">
<style>
  body { font: 15px system-ui; margin: 20px; } nav a { margin-right: 16px; }
  main { display: flex; flex-wrap: wrap; gap: 20px; margin-top: 16px; }
  iframe { border: 1px solid #8884; border-radius: 12px; height: 85vh; }
</style>
<nav>${names.map((name) => `<a href="/${name}">${name}</a>`).join("")}</nav>
<main>
  <iframe title="HTML, wide" src="/${shown}/html" width="700"></iframe>
  <iframe title="HTML, narrow" src="/${shown}/html" width="390"></iframe>
  <iframe title="Text" src="/${shown}/text" width="600"></iframe>
</main>
<script>
  const changes = new EventSource("/changes");
  changes.onerror = () => { changes.onopen = () => location.reload(); };
</script></html>`;
}
