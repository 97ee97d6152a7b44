/** A node of the syntax tree. */
type Node = { readonly type: string; readonly [property: string]: unknown };

type InlinePart = {
  readonly kind: "text" | "space" | "other";
  readonly start: unknown;
  readonly end: unknown;
};

/** The texts, spaces and other parts of a child of an element, also of the inline elements in it. */
export function inlineParts(node: unknown): InlinePart[] {
  if (!isNode(node)) return [];
  const { start, end } = node;
  switch (node.type) {
    case "JSXText":
      return /^\s*\n\s*$/.test(String(node.value)) ? [] : [{ kind: "space", start, end }];
    case "Literal":
      return [{ kind: node.value === " " ? "space" : "other", start, end }];
    case "CallExpression":
      return [{ kind: /\.map$/.test(nameOf(node.callee)) ? "other" : "text", start, end }];
    case "JSXExpressionContainer":
      return inlineParts(node.expression);
    case "LogicalExpression":
      return inlineParts(node.right);
    case "ConditionalExpression":
      return inlineParts(node.consequent);
    case "JSXElement":
      return isInline(node) && Array.isArray(node.children)
        ? node.children.flatMap(inlineParts)
        : [{ kind: "other", start, end }];
    default:
      return [{ kind: "other", start, end }];
  }
}

/** Whether it is an element inside a line, and not only for screen readers. */
function isInline({ openingElement }: Node): boolean {
  if (!isNode(openingElement)) return false;
  return (
    /^(span|bdi|strong|a)$/.test(nameOf(openingElement.name)) &&
    !stringsIn(openingElement.attributes).includes("sr-only")
  );
}

/** The strings that an expression can be. */
export function textsOf(node: unknown): string[] {
  if (!isNode(node)) return [];
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? [node.value] : [];
    case "TemplateLiteral":
      return [templateOf(node, " ")];
    case "JSXExpressionContainer":
    case "ParenthesizedExpression":
    case "TSAsExpression":
      return textsOf(node.expression);
    case "ConditionalExpression":
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case "LogicalExpression":
      return [...textsOf(node.left), ...textsOf(node.right)];
    default:
      return [];
  }
}

/** The message keys that an expression can be. A `*` stands for what is known at run time only. */
export function keysOf(node: unknown): string[] {
  if (isNode(node) && node.type === "TemplateLiteral") return [templateOf(node, "*")];
  if (isNode(node) && node.type === "TSAsExpression") return keysOf(node.expression);
  if (isNode(node) && node.type === "ConditionalExpression")
    return [...keysOf(node.consequent), ...keysOf(node.alternate)];
  const texts = textsOf(node);
  return texts.length > 0 ? texts : ["*"];
}

function templateOf(node: Node, hole: string): string {
  const quasis = Array.isArray(node.quasis) ? node.quasis : [];
  return quasis.map((quasi: { value: { cooked: string } }) => quasi.value.cooked).join(hole);
}

/** Every string literal inside a node. */
export function stringsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(stringsIn);
  if (!isNode(node)) return [];
  if (node.type === "Literal") return typeof node.value === "string" ? [node.value] : [];
  return Object.values(node).flatMap(stringsIn);
}

/** "t.rich" of `t.rich`; "" of what isn't a name. */
export function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.type === "Identifier" || node.type === "JSXIdentifier") return String(node.name);
  return node.type === "MemberExpression" ? `${nameOf(node.object)}.${nameOf(node.property)}` : "";
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}
