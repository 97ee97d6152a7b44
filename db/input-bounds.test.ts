import { describe, expect, test } from "vitest";
import { z } from "zod";
import { inputSchemas } from "@/db/testing/input-schemas";
import { processorTime } from "@/db/testing/processor-time";

const SCHEMAS = await inputSchemas();
/** Unicode normalization alone takes 10 s for it. */
const BOMB = `a${"\u0301\u0323".repeat(50_000)}`;

test("there are input schemas of every kind", () => {
  expect(SCHEMAS.length).toBeGreaterThan(20);
  expect(SCHEMAS.flatMap(([, schema]) => textsIn(schema)).length).toBeGreaterThan(30);
});

describe.each(SCHEMAS)("the input %s", (_, schema) => {
  test("checks the length of each text before anything else", () => {
    expect(textsIn(schema).filter(({ bounded }) => !bounded)).toEqual([]);
  });

  test("refuses null characters, which the database can't store", () => {
    expect(textsIn(schema).filter(({ takesNull }) => takesNull)).toEqual([]);
  });

  test("reads ids in lower case, as comparisons and the keys of rate limits need them", () => {
    expect(textsIn(schema).filter(({ isId, id }) => isId && id !== ID)).toEqual([]);
  });

  test("refuses a hostile text in any field without a noticeable wait", () => {
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
  readonly takesNull: boolean;
  /** What an id in upper case becomes. */
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
          takesNull: z.safeParse(schema, "a\0b").success,
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
      throw new Error(`Say here where the texts of a schema of type ${def.type} are.`);
  }
}

function isUuid(def: z.core.$ZodStringDef): boolean {
  return "format" in def && def.format === "uuid";
}

/** By a format whose pattern is anchored and linear, or by a length that ends the parsing where it is exceeded. */
function isBounded(def: z.core.$ZodStringDef): boolean {
  if (isUuid(def) || ("format" in def && def.format === "date")) return true;
  const first = def.checks?.at(0)?._zod.def;
  return first?.check === "max_length" && first.abort === true;
}

/** Safe because zod makes no other kinds of schema than those that it names. */
function known(schema: z.core.$ZodType): z.core.$ZodTypes {
  return schema as z.core.$ZodTypes;
}
