import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { callAction } from "@/components/ui/call-action";
import { useWhenOnline } from "@/components/ui/use-online";
import { type ConsoleResults, NO_RESULTS, narrowResults, type SearchConsole } from "./palette-items";

const TYPING_PAUSE = 200; // milliseconds

type Found = {
  readonly results: ConsoleResults;
  readonly isLoading: boolean;
  readonly failure: string | null;
};

const NOTHING: Found = { results: NO_RESULTS, isLoading: false, failure: null };

/** Searches on the server while people type. */
export function useConsoleSearch(search: SearchConsole) {
  const common = useTranslations("common");
  const [text, setText] = useState("");
  const [found, setFound] = useState(NOTHING);
  const latest = useRef<{ text: string; timer?: ReturnType<typeof setTimeout> }>({ text: "" });

  useEffect(() => () => clearTimeout(latest.current.timer), []);

  useWhenOnline(() => {
    if (found.failure) type(text);
  });

  function type(typed: string) {
    setText(typed);
    clearTimeout(latest.current.timer);
    const isEmpty = typed.trim() === "";
    latest.current = isEmpty
      ? { text: typed }
      : { text: typed, timer: setTimeout(() => load(typed), TYPING_PAUSE) };
    setFound(({ results }) =>
      isEmpty ? NOTHING : { results: narrowResults(results, typed), isLoading: true, failure: null },
    );
  }

  async function load(typed: string) {
    const result = await callAction(common, () => search({ search: typed }));
    if (latest.current.text !== typed) return;
    setFound(result.ok ? { ...NOTHING, results: result.data } : { ...NOTHING, failure: result.message });
  }

  return { text, type, ...found };
}
