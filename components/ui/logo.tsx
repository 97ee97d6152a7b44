import type { Logo as LogoImage } from "@/db/settings/get";

type LogoProps = {
  readonly logo: Pick<LogoImage, "src"> & Partial<LogoImage>;
  /** Whose it is, for those who do not see it. */
  readonly name: string;
};

/** An organization's logo; on white in the dark too, because it was made for a white page. */
export function Logo({ logo, name }: LogoProps) {
  return (
    // biome-ignore lint/performance/noImgElement: it stands in the page itself; there is nothing to load or to optimize.
    <img
      {...logo}
      alt={name}
      className="max-h-14 w-auto max-w-full rounded-lg bg-[light-dark(transparent,#fff)] p-1"
    />
  );
}
