import { type RefObject, useEffect, useRef, useState } from "react";
import { useListNavigation } from "./list-region";
import { type ListAddress, listHref } from "./list-url";

const PAUSE = 300; // milliseconds without typing

type ListSearch = {
  readonly input: RefObject<HTMLInputElement | null>;
  /** The key of the input: another one when something else has changed the search, as the back button. */
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
  const [{ asked, isShown, repeated, version }, setState] = useState(initial(q));

  if (!pending && asked === q && !isShown) setState({ asked, isShown: true, repeated: null, version });
  if (!pending && asked !== q) {
    if (isShown || repeated === asked) {
      setState({ ...initial(q), version: version + 1 });
      setTyped(q);
    } else {
      // A filter was chosen before the results arrived: what was typed is searched for again.
      setState({ asked: q, isShown: true, repeated: asked, version });
    }
  }

  function ask(text: string) {
    setTyped(text);
    setState({ asked: text, isShown: text === q, repeated, version });
    navigate(listHref(address, { q: text }), true);
  }

  const read = () => input.current?.value.trim() ?? "";
  const isLoadingOther = pending && asked === q;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the pause starts again when what it leads to changes
  useEffect(() => {
    if (typed === asked || isLoadingOther) return;
    const timer = setTimeout(() => ask(read()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, asked, isLoadingOther, listHref(address, {})]);

  // What was typed before the page was hydrated.
  useEffect(() => setTyped(input.current?.value.trim() ?? ""), []);

  return { input, version, type: () => setTyped(read()), search: () => ask(read()) };
}

type State = {
  readonly asked: string;
  /** Whether the list has its results. */
  readonly isShown: boolean;
  /** What was searched for again, so that it happens once. */
  readonly repeated: string | null;
  readonly version: number;
};

function initial(q: string): State {
  return { asked: q, isShown: true, repeated: null, version: 0 };
}
