import { useEffect, useState } from "react";

type EmailFrameProps = { readonly title: string; readonly src: string };

/** An email in a frame that runs nothing. It follows what is entered once that has stayed the same for a moment. */
export function EmailFrame({ title, src }: EmailFrameProps) {
  const settled = useSettled(src);
  return (
    <iframe
      key={settled} // another address in the same frame would be a step back in the browser's history
      title={title}
      src={settled}
      sandbox=""
      loading="lazy"
      className="h-[min(44rem,calc(100dvh-9rem))] min-h-120 w-full rounded-xl border border-border"
    />
  );
}

function useSettled(value: string): string {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), 500);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
