import { describe, expect, test } from "vitest";
import { z } from "zod";
import { inputSchemas } from "@/db/testing/input-schemas";
import { processorTime } from "@/db/testing/processor-time";

const SCHEMAS = await inputSchemas();
/** Normalizing this takes 10 s. */
const BOMB = `a${"\u0301\u0323".repeat(50_000)}`;

test("the input schemas are found", () => {
  expect(SCHEMAS.length).toBeGreaterThan(20);
  expect(SCHEMAS.flatMap(([, schema]) => textsIn(schema)).length).toBeGreaterThan(30);
});

describe.each(SCHEMAS)("the input %s", (_, schema) => {
  test("checks the length of each text first", () => {
    expect(textsIn(schema).filter(({ bounded }) => !bounded)).toEqual([]);
  });

  test("rejects or removes null characters, which the database can't store", () => {
    expect(textsIn(schema).filter(({ allowsNull }) => allowsNull)).toEqual([]);
  });

  test("rejects or removes halves of characters, which the database can't store as JSON", () => {
    expect(textsIn(schema).filter(({ allowsHalves }) => allowsHalves)).toEqual([]);
  });

  test("converts ids to lower case, which comparisons and keys of rate limits rely on", () => {
    expect(textsIn(schema).filter(({ isId, id }) => isId && id !== ID)).toEqual([]);
  });

  test("rejects a hostile text in any field quickly", () => {
    const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
    const time = processorTime(() => {
      for (const value of [BOMB, [BOMB]]) {
        schema.safeParse(value);
        schema.safeParse(Object.fromEntries(fields.map((name) => [name, value])));
      }
    });
    expect(time).toBeLessThan(1000);
  });
});

const ID = "a0a0a0a0-0000-4000-8000-abcdefabcdef";

type Text = {
  readonly at: string;
  readonly bounded: boolean;
  readonly isId: boolean;
  readonly allowsNull: boolean;
  readonly allowsHalves: boolean;
  /** The result for an id in upper case. */
  readonly id: unknown;
};

function textsIn(schema: z.core.$ZodType, at = ""): Text[] {
  const { def } = known(schema)._zod;
  switch (def.type) {
    case "string":
      return [
        {
          at,
          bounded: isBounded(def),
          isId: isUuid(def),
          allowsNull: String(z.safeParse(schema, "a\0b").data).includes("\0"),
          allowsHalves: /\p{Cs}/u.test(String(z.safeParse(schema, "a\ud800b").data)),
          id: z.safeParse(schema, ID.toUpperCase()).data,
        },
      ];
    case "object":
      return Object.entries(def.shape).flatMap(([name, field]) => textsIn(field, `${at}.${name}`));
    case "array":
      return textsIn(def.element, `${at}[]`);
    case "optional":
    case "nullable":
      return textsIn(def.innerType, at);
    case "pipe":
      return [...textsIn(def.in, at), ...textsIn(def.out, at)];
    case "union":
      return def.options.flatMap((option) => textsIn(option, at));
    case "literal":
    case "enum":
    case "file":
    case "number":
    case "custom":
    case "transform":
      return [];
    default:
      throw new Error(`Add schemas of type ${def.type} to textsIn.`);
  }
}

function isUuid(def: z.core.$ZodStringDef): boolean {
  return "format" in def && def.format === "uuid";
}

/** Whether a text is limited: by a format with an anchored, linear pattern, or by a maximum length that aborts parsing. */
function isBounded(def: z.core.$ZodStringDef): boolean {
  if (isUuid(def) || ("format" in def && def.format === "date")) return true;
  const first = def.checks?.at(0)?._zod.def;
  return first?.check === "max_length" && first.abort === true;
}

/** Safe because `$ZodTypes` contains every kind of schema that zod can create. */
function known(schema: z.core.$ZodType): z.core.$ZodTypes {
  return schema as z.core.$ZodTypes;
}
