import { gzipSync } from "node:zlib";
import type { Figure } from "./measure";

/** What the browser loads of script, compressed, before anything is pressed. */
export async function benchScripts(base: string, usersPage: string, cookie: string): Promise<Figure[]> {
  return [
    figure("script of the Users page", await kilobytes(base, usersPage, cookie), 250),
    figure("script of the acceptance page", await kilobytes(base, `${base}/accept/unknown`, ""), 120),
  ];
}

async function kilobytes(base: string, page: string, cookie: string): Promise<number> {
  const html = await (await fetch(page, { headers: { cookie } })).text();
  const sources = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, source = ""]) => source);
  const modern = sources.filter(
    (source, at) => sources.indexOf(source) === at && !isForOldBrowsers(html, source),
  );
  const sizes = modern.map(async (source) => {
    const script = await (await fetch(new URL(source.replaceAll("&amp;", "&"), base))).arrayBuffer();
    return gzipSync(Buffer.from(script)).length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
}

function isForOldBrowsers(html: string, source: string): boolean {
  const tag = html.slice(html.lastIndexOf("<script", html.indexOf(source)));
  return /^<script[^>]*nomodule/i.test(tag);
}

function figure(work: string, size: number, max: number): Figure {
  const ours = { median: size, lowest: size, highest: size };
  return { work, unit: "kB", ours, floor: null, wanted: { atMost: max } };
}
