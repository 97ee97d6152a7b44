import { useEffect, useState } from "react";

type EmailFrameProps = { readonly label: string; readonly title: string; readonly src: string };

/** An email in a frame that runs nothing. It follows what is entered once that has stayed the same for a moment. */
export function EmailFrame({ label, title, src }: EmailFrameProps) {
  const settled = useSettled(src);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-xs text-muted">{label}</p>
      <iframe
        key={settled} // another address in the same frame would be a step back in the browser's history
        title={title}
        src={settled}
        sandbox=""
        loading="lazy"
        className="h-120 w-full rounded-xl border border-border"
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
