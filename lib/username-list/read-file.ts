import type { Steps } from "@/lib/slices";
import { decode, type Encoding } from "./decode";
import type { Unreadable, UsernameList } from "./entries";
import { readTable } from "./read-table";

export type FileList = UsernameList & { readonly encoding: Encoding };

/** Reads a file as a spreadsheet program saves it: a table, as `readTable` describes. */
export function* readFile(bytes: Uint8Array): Steps<FileList | Unreadable> {
  if (isWorkbook(bytes)) {
    return { error: { code: "file-workbook" } };
  }
  const decoded = yield* decode(bytes);
  if ("error" in decoded) return decoded;
  if (decoded.text.trim() === "") {
    return { error: { code: "file-empty" } };
  }
  const list = yield* readTable(decoded.text);
  return "error" in list ? list : { ...list, encoding: decoded.encoding };
}

/** Workbooks of Excel, LibreOffice and Numbers are ZIP files, old ones of Excel are compound files. */
function isWorkbook([first, second, third, fourth]: Uint8Array): boolean {
  return (
    (first === 0x50 && second === 0x4b && third === 0x03 && fourth === 0x04) ||
    (first === 0xd0 && second === 0xcf && third === 0x11 && fourth === 0xe0)
  );
}
