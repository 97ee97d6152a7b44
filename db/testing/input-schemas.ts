import { readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** All schemas exported by the files named input.ts, by name. */
export async function inputSchemas(): Promise<[string, z.ZodType][]> {
  const folder = path.resolve(import.meta.dirname, "..");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\/input\.ts$/.test(file),
  );
  const found = files.map(async (file): Promise<[string, z.ZodType][]> => {
    const exported: Record<string, unknown> = await import(path.join(folder, file));
    return Object.entries(exported).flatMap(([name, value]): [string, z.ZodType][] =>
      value instanceof z.ZodType ? [[`${name} of ${path.dirname(file)}`, value]] : [],
    );
  });
  return (await Promise.all(found)).flat();
}

/** The names of all fields in these schemas, without duplicates. */
export async function inputFields(): Promise<string[]> {
  const shapes = (await inputSchemas()).map(([, schema]) =>
    schema instanceof z.ZodObject ? schema.shape : {},
  );
  return [...new Set(shapes.flatMap((shape) => Object.keys(shape)))];
}
