import { stringify } from "csv-stringify/sync";
import { normalizeText } from "@/lib/text";
import { guardFormulas } from "@/lib/username-list/formulas";
import { logFailure } from "./availability";
import { log } from "./log";

/** Makes spreadsheets read the file as UTF-8. */
const UTF8_MARK = "\uFEFF";

/**
 * A streamed CSV download: each batch is read when the client has received the previous one. If reading fails, or the reader
 * loses the permission, the connection is closed, so that nobody mistakes half a file for a complete one.
 * @param name of the file, without extension
 * @param mayRead whether the reader still may; asked once a second
 */
export function csvResponse(
  name: string,
  header: readonly string[],
  batches: AsyncGenerator<readonly (readonly string[])[]>,
  mayRead: () => Promise<boolean>,
): Response {
  return new Response(streamOf(textsOf(header, batches, mayRead)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName(name)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}

/** Lines of CSV in which no cell is a formula to a spreadsheet. */
function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map((text) => guardFormulas(plain(text)))),
    { record_delimiter: "windows" },
  );
}

/** One line, without leading characters that spreadsheets skip before they look for a formula. */
function plain(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, " ")
    .replace(/^[\p{Z}\p{Cf}]+/u, "")
    .trimEnd();
}

/** The reader of a download has lost the permission. */
class PermissionLost extends Error {}

/** In milliseconds. */
const ASKED_AGAIN_AFTER = 1_000;

async function* textsOf(
  header: readonly string[],
  batches: AsyncGenerator<readonly (readonly string[])[]>,
  mayRead: () => Promise<boolean>,
): AsyncGenerator<string> {
  let asked = performance.now();
  yield UTF8_MARK + csvLines([header]);
  // Also empty batches: the client can abort only between two chunks.
  for await (const rows of batches) {
    if (performance.now() - asked > ASKED_AGAIN_AFTER) {
      if (!(await mayRead())) throw new PermissionLost("The reader has lost the permission.");
      asked = performance.now();
    }
    yield csvLines(rows);
  }
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
          if (error instanceof PermissionLost)
            log.info("An export ended because its reader lost the permission");
          else void logFailure(error, "An export broke off.");
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
