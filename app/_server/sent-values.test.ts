import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** What `$T` becomes: a function that throws when it is read. Only React's server build decodes it. */
test("what React can't decode reads as empty, and matches no schema", () => {
  const shown = printedBy(`
    const [alone, within] = await react.decodeReply('["$T",{"root":"$T","orgId":"$T","accountId":"$T"}]', {}, {
      temporaryReferences: react.createTemporaryReferenceSet(),
    });
    const schemas = { text: z.string().max(9), list: z.array(z.string()).max(9), form: z.object({ root: z.string().max(9) }) };
    print({
      scopes: [readScope(alone), readScope(within)],
      accounts: [readAccountId(alone), readAccountId(within)],
      matches: Object.values(schemas).flatMap((schema) => [
        parseSent(schema, alone).success, parseSent(schema, [alone]).success, parseSent(schema, within).success,
      ]),
    });`);
  expect(shown).toEqual({
    scopes: Array(2).fill({ root: "", orgId: "" }),
    accounts: ["", ""],
    matches: Array(9).fill(false),
  });
});

test("what can be decoded is read, and checked", () => {
  const shown = printedBy(`
    const scope = { root: "meridian", orgId: "1", accountId: "2" };
    print([
      readScope(scope), readAccountId(scope), readScope(null), readScope("x"), readScope({ root: 1, orgId: "x".repeat(101) }),
      parseSent(z.string().max(9), "x").data, parseSent(z.string().max(1), "long").issues.length,
    ]);`);
  const empty = { root: "", orgId: "" };
  expect(shown).toEqual([{ root: "meridian", orgId: "1" }, "2", empty, empty, empty, "x", 1]);
});

function printedBy(code: string): unknown {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const script = `
    import react from "next/dist/compiled/react-server-dom-webpack/cjs/react-server-dom-webpack-server.node.production.js";
    import { z } from "zod";
    import { readAccountId, readScope } from ${JSON.stringify(`${folder}paths.ts`)};
    import { parseSent } from ${JSON.stringify(`${folder}sent-values.ts`)};
    const print = (value) => console.log(JSON.stringify(value));
    ${code}`;
  const args = ["--conditions=react-server", "--import", "tsx", "--input-type=module", "-e", script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 20_000 });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}
