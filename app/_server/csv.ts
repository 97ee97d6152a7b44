import { stringify } from "csv-stringify/sync";
import { normalizeText } from "@/lib/text";
import { log } from "./log";

/** So that a spreadsheet takes the text for what it is, in every script. */
const UTF8_MARK = "\uFEFF";

/**
 * Rows as a file to download, made while it is sent: the next rows are asked for when the reader has taken those before.
 * When they cannot be had the connection breaks, so that nobody takes half a file for a whole one.
 * @param name of the file, with no extension
 */
export function csvResponse(
  name: string,
  header: readonly string[],
  batches: AsyncGenerator<readonly (readonly string[])[]>,
): Response {
  return new Response(streamOf(textsOf(header, batches)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName(name)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}

/** Lines whose cells a spreadsheet shows, and never takes for a formula. */
function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(plain)),
    { escape_formulas: true, record_delimiter: "windows" },
  );
}

/**
 * On one line, and without what a spreadsheet may pass over before it looks for a formula. Where the comma separates
 * decimals, spreadsheets part cells at semicolons: what follows one begins a cell, too.
 */
function plain(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, " ")
    .replace(/^[\p{Z}\p{Cf}]+/u, "")
    .replace(/;(?=[\p{Z}\p{Cf}"]*[=+\-@＝＋－＠])/gu, ";'")
    .trimEnd();
}

async function* textsOf(
  header: readonly string[],
  batches: AsyncGenerator<readonly (readonly string[])[]>,
): AsyncGenerator<string> {
  yield UTF8_MARK + csvLines([header]);
  // Also where nothing was found: between two texts a reader can give up.
  for await (const rows of batches) yield csvLines(rows);
}

function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await texts.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          log.error({ err: error }, "An export broke off.");
          controller.error(error);
        }
      },
      async cancel() {
        await texts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

function fileName(name: string): string {
  return normalizeText(name, "NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 100);
}
