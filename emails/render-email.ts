import { createElement, type FunctionComponent } from "react";
import { render, toPlainText } from "react-email";
import type { PageLocale } from "@/i18n/locale";

type Strings = Readonly<Record<string, string>>;
/** The props of an email, and its language. */
export type Localized<Props> = Props & { readonly locale: PageLocale };

type Component<Props> = FunctionComponent<Localized<Props>>;
type Template = Promise<{ html: string; text: string }>;

/**
 * Renders an email as HTML and as text. React renders each component once for each language, with placeholders for its props,
 * and once more for each set of optional props. So a component may only insert its props, and must not compute with them.
 */
export async function renderEmail<Props extends Strings>(
  component: Component<Props>,
  locale: PageLocale,
  props: Props,
) {
  const { html, text } = await templateOf(component, locale, Object.keys(props));
  return { html: fillIn(html, props, escapeHtml), text: fillIn(text, props, (value) => value) };
}

const templates = new Map<unknown, Map<string, Template>>();

function templateOf<Props extends Strings>(
  component: Component<Props>,
  locale: PageLocale,
  names: string[],
): Template {
  const templatesByProps = templates.get(component) ?? new Map<string, Template>();
  templates.set(component, templatesByProps);
  const shape = [locale, ...names.toSorted()].join();
  const template =
    templatesByProps.get(shape) ?? renderTemplate(component, locale, placeholders<Props>(names));
  templatesByProps.set(shape, template);
  template.catch(() => templatesByProps.delete(shape));
  return template;
}

async function renderTemplate<Props extends Strings>(
  component: Component<Props>,
  locale: PageLocale,
  props: Props,
): Template {
  const html = await render(createElement(component, { ...props, locale }));
  return {
    html,
    text: toPlainText(html, { selectors: IN_TEXT }),
  };
}

/** A fact has its value below its label. Columns of text would line up only if all letters were equally wide. */
const IN_TEXT = [
  { selector: "h1", options: { uppercase: false } },
  { selector: "div.action", format: "block", options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
  { selector: "tr.fact", format: "block", options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
];

/** Safe, although placeholders don't match the types of the props: a component only inserts them. */
function placeholders<Props extends Strings>(names: string[]): Props {
  return Object.fromEntries(names.map((name) => [name, `{{${name}}}`])) as Props;
}

function fillIn(template: string, props: Strings, escapeValue: (value: string) => string): string {
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = props[name];
    if (value === undefined) throw new Error(`${placeholder} has no value.`);
    return escapeValue(value);
  });
}

const entities: Strings = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

/** Keeps line breaks, even in email programs that ignore styles. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "").replaceAll("\n", "<br/>");
}
