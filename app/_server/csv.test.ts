import { describe, expect, onTestFinished, test, vi } from "vitest";
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

test.each(HOSTILE)("no cell begins with %j, for every separator", async (cell) => {
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

test("a name in any script becomes a plain file name", async () => {
  const response = csvResponse('Zürich "x"\r\nX-Evil: 1 日本', [], batchesOf(0).batches, always);
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="zu-rich-x-x-evil-1.csv"');
});

describe("a download", () => {
  test("reads the next rows when the client has received the previous ones", async () => {
    const { batches, seen } = batchesOf(1000);
    const reader = csvResponse("x", ["Header"], batches, always).body?.getReader();
    expect(seen.requested).toBe(0);
    await reader?.read();
    expect(seen.requested).toBe(0);
    for (let read = 1; read <= 3; read++) {
      await reader?.read();
      expect(seen.requested).toBe(read);
    }
  });

  test("stops reading when the client aborts", async () => {
    const { batches, seen } = batchesOf(1000);
    const reader = csvResponse("x", ["Header"], batches, always).body?.getReader();
    await reader?.read();
    await reader?.read();
    await reader?.cancel();
    expect(seen).toMatchObject({ requested: 1, ended: true });
  });

  test("stops reading when the client aborts while no rows are found", async () => {
    const { batches, seen } = batchesOf(1000, []);
    const reader = csvResponse("x", ["Header"], batches, always).body?.getReader();
    await reader?.read();
    await reader?.read();
    await reader?.cancel();
    expect(seen).toMatchObject({ requested: 1, ended: true });
  });

  test("ends within a second after its reader has lost the permission", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    onTestFinished(() => void vi.useRealTimers());
    let may = true;
    const reader = csvResponse("x", ["Header"], batchesOf(1000).batches, async () => may).body?.getReader();
    for (let read = 0; read < 5; read++) {
      await reader?.read();
      vi.advanceTimersByTime(1001);
    }
    may = false;
    await expect(reader?.read()).rejects.toThrow("The reader has lost the permission.");
  });

  test("closes the connection when reading fails", async () => {
    async function* broken() {
      yield [["1"]];
      throw new Error("The database is away.");
    }
    await expect(csvResponse("x", ["Header"], broken(), always).text()).rejects.toThrow(
      "The database is away.",
    );
  });
});

const always = async () => true;

function textOf(cells: readonly string[]): Promise<string> {
  // Not `text()`, because that removes the byte order mark.
  return csvResponse("x", ["Header"], batchesOf(1, [cells]).batches, always)
    .arrayBuffer()
    .then((bytes) => Buffer.from(bytes).toString());
}

/** Batches of rows, with the number of batches that were requested, and whether reading has stopped. */
function batchesOf(count: number, rows: readonly (readonly string[])[] = [["1"]]) {
  const seen = { requested: 0, ended: false };
  async function* make() {
    try {
      while (seen.requested < count) {
        seen.requested++;
        yield rows;
      }
    } finally {
      seen.ended = true;
    }
  }
  return { batches: make(), seen };
}
