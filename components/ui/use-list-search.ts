import { type RefObject, useEffect, useRef, useState } from "react";
import { useListNavigation } from "./list-region";
import { type ListAddress, listHref } from "./list-url";

const PAUSE = 300; // milliseconds without typing

type ListSearch = {
  readonly input: RefObject<HTMLInputElement | null>;
  /** Another one when the search was changed by something else, as the back button. The input's key. */
  readonly version: number;
  /** Something was typed: searches after a pause. */
  readonly type: () => void;
  /** Searches now. */
  readonly search: () => void;
};

/** Keeps what is typed in the address of a list. The results of fewer letters never replace what was typed since. */
export function useListSearch(address: ListAddress): ListSearch {
  const q = address.params.q?.trim() ?? "";
  const { navigate, pending } = useListNavigation();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q);
  const [asked, setAsked] = useState(q);
  const [current, setCurrent] = useState({ q, version: 0 });

  if (q !== current.q) {
    const isOwn = q === asked || (pending && asked !== current.q);
    setCurrent({ q, version: current.version + (isOwn ? 0 : 1) });
    if (!isOwn) {
      setTyped(q);
      setAsked(q);
    }
  }

  function ask(text: string) {
    setTyped(text);
    setAsked(text);
    navigate(listHref(address, { q: text }), true);
  }

  const read = () => input.current?.value.trim() ?? "";
  const otherIsLoading = pending && asked === q;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the timer starts again with what it uses
  useEffect(() => {
    if (typed === asked || otherIsLoading) return;
    const timer = setTimeout(() => ask(read()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, asked, otherIsLoading, address.path, JSON.stringify(address.params)]);

  // What was typed before the page was hydrated.
  useEffect(() => setTyped(input.current?.value.trim() ?? ""), []);

  return { input, version: current.version, type: () => setTyped(read()), search: () => ask(read()) };
}
