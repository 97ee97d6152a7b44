import { createElement, type FunctionComponent } from "react";
import { render, toPlainText } from "react-email";

type Strings = Readonly<Record<string, string>>;
type Template = Promise<{ html: string; text: string }>;

/**
 * Renders an email as HTML and as text. React renders each component once, with placeholders for its props, and once more
 * for each set of optional props. So a component may only insert its props, and must not compute with them.
 */
export async function renderEmail<Props extends Strings>(component: FunctionComponent<Props>, props: Props) {
  const { html, text } = await templateOf(component, Object.keys(props));
  return { html: fillIn(html, props, escapeHtml), text: fillIn(text, props, (value) => value) };
}

const templates = new Map<unknown, Map<string, Template>>();

function templateOf<Props extends Strings>(component: FunctionComponent<Props>, names: string[]): Template {
  const templatesByProps = templates.get(component) ?? new Map<string, Template>();
  templates.set(component, templatesByProps);
  const shape = names.toSorted().join();
  const template = templatesByProps.get(shape) ?? renderTemplate(component, placeholders<Props>(names));
  templatesByProps.set(shape, template);
  template.catch(() => templatesByProps.delete(shape));
  return template;
}

async function renderTemplate<Props extends Strings>(
  component: FunctionComponent<Props>,
  props: Props,
): Template {
  const html = await render(createElement(component, props));
  return {
    html,
    text: toPlainText(html, { selectors: [{ selector: "h1", options: { uppercase: false } }] }),
  };
}

/** Safe, although placeholders don't match the types of the props: a component only inserts them. */
function placeholders<Props extends Strings>(names: string[]): Props {
  return Object.fromEntries(names.map((name) => [name, `{{${name}}}`])) as Props;
}

function fillIn(template: string, props: Strings, escapeValue: (value: string) => string): string {
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = props[name];
    if (value === undefined) throw new Error(`No value for ${placeholder} of the email.`);
    return escapeValue(value);
  });
}

const entities: Strings = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

/** Keeps line breaks, also in email programs that ignore styles. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "").replaceAll("\n", "<br/>");
}
