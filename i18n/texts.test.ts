import { describe, expect, test } from "vitest";
import { CATALOGS } from "./catalogs";
import { readSources, type SourceFile } from "./testing/source-texts";

const sources = readSources();

test("no file has a text that is not in the catalogs", () => {
  const left = sources.filter(({ literals }) => literals.length > 0);
  expect(left.map(({ file, literals }) => ({ file, literals }))).toEqual([]);
});

test("no two texts are joined with a space", () => {
  const joined = sources.filter(({ spaced }) => spaced.length > 0);
  expect(joined.map(({ file, spaced }) => ({ file, spaced }))).toEqual([]);
});

describe("the keys of the catalog", () => {
  const keys = keysIn(CATALOGS.en);

  test("include each one that is used", () => {
    const missing = sources.flatMap((source) =>
      source.keys
        .filter((key) => !fullKeys(source, key).some((pattern) => keys.some((known) => pattern.test(known))))
        .map((key) => `${source.file}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  test("are all used", () => {
    const codes = new Set(sources.flatMap((source) => source.codes.map((code) => `refusals.${code}`)));
    const used = sources.flatMap((source) => source.keys.flatMap((key) => fullKeys(source, key)));
    const unused = keys.filter((key) => !codes.has(key) && !used.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });
});

describe("the browser", () => {
  const byName = new Map(sources.map((source) => [source.file.replace(/(\/index)?\.tsx?$/, ""), source]));
  const everywhere = sources.filter(({ file }) => file === "app/layout.tsx").flatMap(({ sent }) => sent);

  const entries = sources.filter(({ file }) => /^app\/(.*\/)?(page|layout|error|not-found)\.tsx$/.test(file));
  test.each(entries.map((entry) => [entry.file, entry] as const))(
    "gets what %s needs and no more",
    (_, entry) => {
      const { needed, sent } = reachableFrom(entry);
      const given = new Set([...sent, ...(entry.file.endsWith("error.tsx") ? everywhere : [])]);
      expect([...given].sort()).toEqual([...needed].sort());
    },
  );

  test("never gets a catalog", () => {
    const clients = sources.filter(({ isClient }) => isClient).map((entry) => reachableFrom(entry));
    expect(
      clients.flatMap(({ files }) => files).filter((file) => /^i18n\/(catalogs|translator)/.test(file)),
    ).toEqual([]);
  });

  /** The namespaces that client components use, and those that are sent to them. */
  function reachableFrom(entry: SourceFile) {
    const needed = new Set<string>();
    const sent = new Set<string>();
    const seen = new Set<string>();
    const visit = (source: SourceFile, inBrowser: boolean) => {
      const step = `${source.file} ${inBrowser}`;
      if (seen.has(step)) return;
      seen.add(step);
      for (const name of source.sent) sent.add(name);
      if (inBrowser) {
        for (const name of source.namespaces)
          needed.add(name.split(".")[0] || `all of them in ${source.file}`);
      }
      for (const name of source.imports) {
        const imported = byName.get(name);
        if (imported && !isAction(imported)) visit(imported, inBrowser || imported.isClient);
        else seen.add(name);
      }
    };
    visit(entry, entry.isClient);
    const errorPage = byName.get("app/error");
    if (entry.file === "app/layout.tsx" && errorPage) visit(errorPage, true); // takes the page's place inside the layout
    needed.delete("common");
    return { needed, sent, files: [...seen] };
  }
});

/** Server actions, which the browser calls but doesn't load. */
function isAction({ file }: SourceFile): boolean {
  return /(^|[/-])actions?\.ts$/.test(file);
}

function keysIn(messages: object, prefix = ""): string[] {
  return Object.entries(messages).flatMap(([name, message]) =>
    typeof message === "string" ? [`${prefix}${name}`] : keysIn(message, `${prefix}${name}.`),
  );
}

/** The keys that a translation can mean, as patterns. */
function fullKeys({ namespaces }: SourceFile, key: string): RegExp[] {
  const prefixes = namespaces.length === 0 ? [""] : namespaces.map((name) => (name ? `${name}.` : ""));
  return prefixes.map(
    (prefix) => new RegExp(`^${`${prefix}${key}`.replaceAll(".", "\\.").replaceAll("*", "[^.]+")}$`),
  );
}
