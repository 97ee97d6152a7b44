import { expect, test } from "vitest";
import { z } from "zod";
import { lineOf, readForm, valuesIn } from "./form";

const schema = z.object({ name: z.string(), ids: z.array(z.string()), file: z.file() });

test("an error returns what was entered, except files", () => {
  const form = formOf({ name: "Grace", ids: "1", file: new File(["x"], "x.csv") });
  expect(valuesIn(readForm(form, schema))).toEqual({ name: "Grace", ids: ["1"], file: "" });
});

test("an error returns no long texts", () => {
  const long = "x".repeat(750_000);
  expect(valuesIn(readForm(formOf({ name: long, ids: long }), schema))).toEqual({
    name: "",
    ids: [],
    file: "",
  });
});

test("a single-line value that is too long reads as empty", () => {
  expect(lineOf(formOf({ username: "x".repeat(1000) }), "username")).toHaveLength(1000);
  expect(lineOf(formOf({ username: "x".repeat(1001) }), "username")).toBe("");
});

function formOf(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
