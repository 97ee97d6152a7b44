const formats = new Map<string, Intl.DateTimeFormat>();

/** The number of cached formats. Each takes memory, and readers choose the time zones and languages. */
const MAX_KEPT = 500;

/** An `Intl.DateTimeFormat`, cached because creating one is slow. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const kept = formats.get(key);
  if (kept) return kept;
  if (formats.size >= MAX_KEPT) formats.clear();
  const format = new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}
