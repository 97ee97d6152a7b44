"use client";

import { type ComponentProps, useEffect, useEffectEvent, useRef, useState } from "react";
import { type ByteLimit, bytesOf, checkByteLimit } from "./byte-limit";
import { TextArea } from "./text-area";

type LimitedTextAreaProps = Omit<ComponentProps<typeof TextArea>, "ref" | "error" | "onChange"> & {
  readonly limit: ByteLimit;
};

/** A `TextArea` for long texts such as pasted lists, which are limited in bytes, as they are sent. */
export function LimitedTextArea({ limit, ...props }: LimitedTextAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [isTooLarge, setTooLarge] = useState(false);

  function check() {
    if (area.current) setTooLarge(checkByteLimit(area.current, limit, bytesOf(area.current.value)));
  }

  // What was entered before the page was hydrated.
  const checkEarlier = useEffectEvent(check);
  useEffect(() => checkEarlier(), []);

  return (
    <TextArea
      {...props}
      ref={area}
      onChange={check}
      error={isTooLarge ? limit.message : undefined}
      announceError
    />
  );
}
