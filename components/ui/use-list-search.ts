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
  const [{ requested, isShown, repeated, version }, setState] = useState(initial(q));

  if (!pending && requested === q && !isShown)
    setState({ requested, isShown: true, repeated: null, version });
  if (!pending && requested !== q) {
    if (isShown || repeated === requested) {
      setState({ ...initial(q), version: version + 1 });
      setTyped(q);
    } else {
      // A filter was chosen before the results arrived: what was typed is searched for again.
      setState({ requested: q, isShown: true, repeated: requested, version });
    }
  }

  function search(text: string) {
    setTyped(text);
    setState({ requested: text, isShown: text === q, repeated, version });
    navigate(listHref(address, { q: text }), true);
  }

  const read = () => input.current?.value.trim() ?? "";
  const isLoadingOther = pending && requested === q;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the pause starts again when what it leads to changes
  useEffect(() => {
    if (typed === requested || isLoadingOther) return;
    const timer = setTimeout(() => search(read()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, requested, isLoadingOther, listHref(address, {})]);

  // What was typed before the page was hydrated.
  useEffect(() => setTyped(input.current?.value.trim() ?? ""), []);

  return { input, version, type: () => setTyped(read()), search: () => search(read()) };
}

type State = {
  readonly requested: string;
  /** Whether the list has its results. */
  readonly isShown: boolean;
  /** What was searched for again, so that it happens once. */
  readonly repeated: string | null;
  readonly version: number;
};

function initial(q: string): State {
  return { requested: q, isShown: true, repeated: null, version: 0 };
}
