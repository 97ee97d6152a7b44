import { type RefObject, useEffect, useRef } from "react";

/**
 * Keeps the focus where it was in a form when its fields are drawn again.
 * @param version changes when the fields are drawn again
 * @returns a function that remembers the field with the focus, to call when the form is sent
 */
export function useKeptFocus(form: RefObject<HTMLFormElement | null>, version: string): () => void {
  const focused = useRef(-1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change
  useEffect(() => {
    const field = form.current?.elements[focused.current];
    focused.current = -1;
    if (field instanceof HTMLElement && document.activeElement === document.body) field.focus();
  }, [form, version]);

  return () => {
    const elements: (Element | null)[] = form.current ? [...form.current.elements] : [];
    focused.current = elements.indexOf(document.activeElement);
  };
}
