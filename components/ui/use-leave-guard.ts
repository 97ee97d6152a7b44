import { useEffect, useEffectEvent, useState } from "react";
import { isReloadingForUpdate } from "@/components/update/reload";

/**
 * Asks before what was entered is lost: the browser asks when the tab is closed or reloaded, and `onBack` is called in place
 * of going back. For that, the page is in the history a second time while the guard is active.
 * @returns a function that makes the guard active again after `onBack`
 */
export function useLeaveGuard(active: boolean, onBack: () => void): () => void {
  const [times, setTimes] = useState(0);
  const handleBack = useEffectEvent(onBack);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts it again
  useEffect(() => {
    if (!active) return;
    let stop: (() => void) | null = null;
    let isOver = false;
    leaving.then(() => {
      if (!isOver) stop = guardPage(handleBack);
    });
    return () => {
      isOver = true;
      stop?.();
    };
  }, [active, times]);
  return () => setTimes((before) => before + 1);
}

/** The active guards, the last of which asks. They share an entry of the history. */
let guards: readonly (() => void)[] = [];
/** The address of that entry. Null if there is none. */
let entry: string | null = null;

/** @returns a function that ends the guard */
function guardPage(onBack: () => void): () => void {
  const guard = () => onBack();
  if (entry !== location.href && !isGuardEntry()) history.pushState({ ...history.state, [GUARD]: true }, "");
  entry = location.href;
  guards = [...guards, guard];
  const handleUnload = (event: BeforeUnloadEvent) => {
    if (!isReloadingForUpdate()) event.preventDefault();
  };
  const handlePopState = () => {
    if (isGuardEntry() || guards.at(-1) !== guard) return;
    entry = null;
    onBack();
  };
  addEventListener("beforeunload", handleUnload);
  addEventListener("popstate", handlePopState);
  return () => {
    removeEventListener("beforeunload", handleUnload);
    removeEventListener("popstate", handlePopState);
    guards = guards.filter((other) => other !== guard);
    if (guards.length > 0) return;
    const isHere = entry === location.href;
    entry = null;
    if (isHere) goBack();
  };
}

/** Marks the entry of the history that a guard has added. */
const GUARD = "usherGuard";

function isGuardEntry(): boolean {
  return history.state?.[GUARD] === true;
}

/** After a reload there is nothing to guard, and going back would need a second press. */
export function leaveGuardEntry(): void {
  if (isGuardEntry()) goBack();
}

/** Ends when the page is back at its own entry. Until then, another guard would be undone. */
let leaving: Promise<void> = Promise.resolve();

/** Waits until the page is back at its own entry: a navigation that starts before would be undone. */
export async function guardEnded(): Promise<void> {
  await leaving;
}

/** Nothing can be clicked until the page is back, because going back would undo what a link does. */
function goBack(): void {
  const { style } = document.documentElement;
  style.pointerEvents = "none";
  leaving = new Promise((resolve) => {
    const end = () => {
      style.pointerEvents = "";
      resolve();
    };
    addEventListener("popstate", end, { once: true });
  });
  history.back();
}
