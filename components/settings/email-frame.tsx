import { useEffect, useState } from "react";

type EmailFrameProps = { readonly title: string; readonly src: string };

/**
 * An email in a frame that runs nothing, at two thirds of its size, so that its button is in sight. It follows what is entered
 * once that has stayed the same for a moment.
 */
export function EmailFrame({ title, src }: EmailFrameProps) {
  const settled = useSettled(src);
  return (
    <div className="relative h-[min(44rem,calc(100dvh-9rem))] min-h-108 overflow-hidden rounded-xl border border-border">
      <iframe
        key={settled} // another address in the same frame would be a step back in the browser's history
        title={title}
        src={settled}
        sandbox=""
        loading="lazy"
        className="absolute start-0 top-0 h-3/2 w-3/2 origin-top-left scale-[calc(2/3)] rtl:origin-top-right"
      />
    </div>
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
