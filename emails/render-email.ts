import { createElement, type FunctionComponent } from "react";
import { render, toPlainText } from "react-email";

type Strings = Readonly<Record<string, string>>;
type Template = Promise<{ html: string; text: string }>;

/**
 * The mail as HTML and as text. React draws each component once, with placeholders: a mail differs from the
 * next in strings only, so a component places its props and never computes with them.
 */
export async function renderEmail<Props extends Strings>(component: FunctionComponent<Props>, props: Props) {
  const { html, text } = await templateOf(component, Object.keys(props));
  return { html: filled(html, props, htmlOf), text: filled(text, props, (value) => value) };
}

const templates = new Map<unknown, Map<string, Template>>();

function templateOf<Props extends Strings>(component: FunctionComponent<Props>, names: string[]): Template {
  const shapes = templates.get(component) ?? new Map<string, Template>();
  templates.set(component, shapes);
  const shape = names.toSorted().join();
  const template = shapes.get(shape) ?? draw(component, placeholders<Props>(names));
  shapes.set(shape, template);
  template.catch(() => shapes.delete(shape));
  return template;
}

async function draw<Props extends Strings>(component: FunctionComponent<Props>, props: Props): Template {
  const html = await render(createElement(component, props));
  return {
    html,
    text: toPlainText(html, { selectors: [{ selector: "h1", options: { uppercase: false } }] }),
  };
}

/** Safe, although placeholders are not what the props' types promise: a component only places them. */
function placeholders<Props extends Strings>(names: string[]): Props {
  return Object.fromEntries(names.map((name) => [name, `{{${name}}}`])) as Props;
}

function filled(template: string, props: Strings, safe: (value: string) => string): string {
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = props[name];
    if (value === undefined) throw new Error(`The mail has ${placeholder}, and nothing to put there.`);
    return safe(value);
  });
}

const entities: Strings = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

/** Line breaks stay, also in the programs that know no style for them. */
function htmlOf(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "").replaceAll("\n", "<br/>");
}
