import { describe, expect, test } from "vitest";
import { csvResponse } from "./csv";

const HOSTILE = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\0=1",
  "\n=1",
  " =1",
  "\u00a0=1",
  "\u200b=1",
  "\ufeff=1",
  "\u202e=1",
  "＝1",
  "＋1",
  "－1",
  "＠1",
  'a";=1+1;"',
  "a; =1",
  "a;\t@x",
];

test.each(HOSTILE)("%j begins no cell, whatever the separator", async (cell) => {
  const [, line = ""] = (await textOf(["before", cell, "after"])).split("\r\n");
  const cells = line.split(/[,;]/).map((part) => part.replace(/^"+|"+$/g, ""));
  for (const text of cells) expect(text).not.toMatch(/^[\p{Cc}\p{Z}\p{Cf}]*[=+\-@＝＋－＠\t\r\0]/u);
});

test("text that isn't a formula stays as it is", async () => {
  const cells = ['A "quoted" name, with a comma', "a - b", "grace@meridian.example", "日本語", ""];
  expect(await textOf(cells)).toBe(
    '\uFEFFHeader\r\n"A ""quoted"" name, with a comma",a - b,grace@meridian.example,日本語,\r\n',
  );
});

test("a name in any script makes a plain file name", async () => {
  const response = csvResponse('Zürich "x"\r\nX-Evil: 1 日本', [], bulkActionsOf(0).bulkActions);
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="zu-rich-x-x-evil-1.csv"');
});

describe("a download", () => {
  test("reads the next rows when the client has taken the previous ones", async () => {
    const { bulkActions, seen } = bulkActionsOf(1000);
    const reader = csvResponse("x", ["Header"], bulkActions).body?.getReader();
    expect(seen.asked).toBe(0);
    await reader?.read();
    expect(seen.asked).toBe(0);
    for (let read = 1; read <= 3; read++) {
      await reader?.read();
      expect(seen.asked).toBe(read);
    }
  });

  test("stops reading when the client aborts", async () => {
    const { bulkActions, seen } = bulkActionsOf(1000);
    const reader = csvResponse("x", ["Header"], bulkActions).body?.getReader();
    await reader?.read();
    await reader?.read();
    await reader?.cancel();
    expect(seen).toMatchObject({ asked: 1, ended: true });
  });

  test("stops reading when the client aborts while no rows are found", async () => {
    const { bulkActions, seen } = bulkActionsOf(1000, []);
    const reader = csvResponse("x", ["Header"], bulkActions).body?.getReader();
    await reader?.read();
    await reader?.read();
    await reader?.cancel();
    expect(seen).toMatchObject({ asked: 1, ended: true });
  });

  test("closes the connection when reading fails", async () => {
    async function* broken() {
      yield [["1"]];
      throw new Error("The database is away.");
    }
    await expect(csvResponse("x", ["Header"], broken()).text()).rejects.toThrow("The database is away.");
  });
});

function textOf(cells: readonly string[]): Promise<string> {
  // Not `text()`, which takes the mark at the beginning away.
  return csvResponse("x", ["Header"], bulkActionsOf(1, [cells]).bulkActions)
    .arrayBuffer()
    .then((bytes) => Buffer.from(bytes).toString());
}

/** BulkActions, with how many were asked for, and whether their reader has let go. */
function bulkActionsOf(count: number, rows: readonly (readonly string[])[] = [["1"]]) {
  const seen = { asked: 0, ended: false };
  async function* make() {
    try {
      while (seen.asked < count) {
        seen.asked++;
        yield rows;
      }
    } finally {
      seen.ended = true;
    }
  }
  return { bulkActions: make(), seen };
}
