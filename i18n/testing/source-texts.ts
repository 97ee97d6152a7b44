import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "oxc-parser";
import { inlineParts, keysOf, nameOf, stringsIn, textsOf } from "./syntax-tree";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The folders whose texts people read. */
const FOLDERS = ["app", "components", "db", "emails", "lib"];

export type SourceFile = {
  /** "components/sign-in/sign-in-form.tsx" */
  readonly file: string;
  /** Texts that are not in a catalog. */
  readonly literals: readonly string[];
  /** Where one text follows another after a space, which Japanese doesn't have between sentences. */
  readonly spaced: readonly string[];
  /** The namespaces of its translators; "" for a translator of all messages. */
  readonly namespaces: readonly string[];
  /** The keys that it translates. A `*` stands for what is known at run time only. */
  readonly keys: readonly string[];
  /** The codes of the refusals in it. */
  readonly codes: readonly string[];
  /** The files that it imports, apart from types. */
  readonly imports: readonly string[];
  readonly isClient: boolean;
  /** The namespaces that its `<ClientMessages>` send. */
  readonly sent: readonly string[];
};

export function readSources(): SourceFile[] {
  return FOLDERS.flatMap((folder) => filesIn(folder)).map(readSource);
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|(^|\/)testing\//.test(file))
    .map((file) => `${folder}/${file}`);
}

function readSource(file: string): SourceFile {
  const code = readFileSync(path.join(root, file), "utf8");
  const { program } = parseSync(file, code);
  const literals = new Set<string>();
  const spaced = new Set<string>();
  const namespaces = new Set<string>();
  const keys = new Set<string>();
  const codes = new Set<string>();
  const imports = new Set<string>();
  const sent = new Set<string>();
  const notRead = new Set<unknown>();

  const addLiteral = (text: string) => {
    if (/\p{L}/u.test(text)) literals.add(text.replace(/\s+/g, " ").trim());
  };
  const addSentence = (node: unknown) => {
    if (notRead.has(node)) return;
    for (const text of textsOf(node)) if (SENTENCE.test(text)) addLiteral(text);
  };

  const addSpaced = (children: readonly unknown[]) => {
    const parts = children.flatMap(inlineParts);
    parts.forEach((part, at) => {
      const [space, next] = parts.slice(at + 1);
      if (part.kind !== "text" || space?.kind !== "space" || next?.kind !== "text") return;
      spaced.add(code.slice(Number(part.start), Number(next.end)).replace(/\s+/g, " "));
    });
  };

  new Visitor({
    JSXElement({ children }) {
      addSpaced(children);
    },
    JSXFragment({ children }) {
      addSpaced(children);
    },
    "JSXText:exit": ({ value }) => addLiteral(value),
    "JSXExpressionContainer:exit": (node) => {
      if (notRead.has(node)) return;
      for (const text of textsOf(node.expression)) if (isWords(text)) addLiteral(text);
    },
    JSXAttribute({ name, value }) {
      const attribute = name.type === "JSXIdentifier" ? name.name : "";
      if (attribute === "className") notRead.add(value);
      if (attribute === "namespaces" && value) for (const text of stringsIn(value)) sent.add(text);
      if (TEXT_ATTRIBUTES.test(attribute) && value) for (const text of textsOf(value)) addLiteral(text);
    },
    // The messages of errors are for the log.
    NewExpression(node) {
      if (/Error$/.test(nameOf(node.callee))) for (const argument of node.arguments) notRead.add(argument);
    },
    Literal: addSentence,
    TemplateLiteral: addSentence,
    CallExpression({ callee, arguments: [first, second] }) {
      const name = nameOf(callee);
      if (/^(use|get)Translations$/.test(name)) namespaces.add(first ? (textsOf(first)[0] ?? "") : "");
      if (name === "translatorFor") namespaces.add(second ? (textsOf(second)[0] ?? "") : "");
      if (first && /^t(\.(rich|markup|has|raw))?$/.test(name)) for (const key of keysOf(first)) keys.add(key);
      if (name === "fieldProblem" && first) for (const key of keysOf(first)) keys.add(`fields.${key}`);
    },
    Property({ key, value }) {
      if (nameOf(key) === "code") for (const code of textsOf(value)) codes.add(code);
    },
    TSTypeReference({ typeName, typeArguments }) {
      if (typeName.type !== "Identifier" || typeName.name !== "Translator") return;
      const [name] = typeArguments ? stringsIn(typeArguments) : [];
      namespaces.add(name ?? "");
    },
    ImportDeclaration({ importKind, source }) {
      if (importKind !== "type") imports.add(source.value);
    },
    ExportNamedDeclaration({ source }) {
      if (source) imports.add(source.value);
    },
    ImportExpression({ source }) {
      for (const text of textsOf(source)) imports.add(text);
    },
  }).visit(program);

  return {
    file,
    literals: FOR_OPERATORS.test(file) ? [] : [...literals],
    spaced: [...spaced],
    namespaces: [...namespaces],
    keys: [...keys],
    codes: [...codes],
    imports: [...imports].flatMap((name) => resolve(file, name)),
    isClient: /^\s*(\/\/.*\n|\/\*[\s\S]*?\*\/\s*)*["']use client["']/.test(code),
    sent: [...sent],
  };
}

/** Logs and errors that operators and developers read, in English, and what isn't text. */
const FOR_OPERATORS = new RegExp(
  `^(${[
    "app/_server/(?!(account-actions|body-length|body-memory|console-page|maintenance-page)\\.)",
    "app/api/",
    "db/(?!.*input\\.ts$|text\\.ts$)",
    "lib/username-(rules|list/(spreadsheet-files|decode))",
  ].join("|")})`,
);

/** Attributes that people see or hear, of elements and of our components. */
const TEXT_ATTRIBUTES = new RegExp(
  `^(${[
    "aria-(label|description|roledescription|valuetext|placeholder)",
    "title|placeholder|alt|label|hint|caption|heading",
    "message|submitLabel|summary|text|description|empty",
  ].join("|")})$`,
);

/**
 * What reads like a sentence wherever it stands: it starts with a capital letter and has several words, or ends as
 * sentences do.
 */
const SENTENCE = /^[“"]?\p{Lu}\p{Ll}*[’']?\p{Ll}* \p{L}|^\p{Lu}\p{Ll}.*[.?!…]$/u;

function isWords(text: string): boolean {
  return /\p{Lu}\p{Ll}|\p{Ll}{2,} \p{Ll}{2,}/u.test(text) || SENTENCE.test(text);
}

function resolve(from: string, name: string): string[] {
  if (!/^(@\/|\.)/.test(name)) return [];
  return [name.startsWith("@/") ? name.slice(2) : path.posix.join(path.posix.dirname(from), name)];
}
