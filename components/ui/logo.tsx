import type { Logo as LogoImage } from "@/db/settings/get";

type LogoProps = {
  readonly logo: Pick<LogoImage, "src"> & Partial<LogoImage>;
  /** The organization, for screen readers. */
  readonly name: string;
};

/** An organization's logo. It was made for a white background, so it also has one on a dark page. */
export function Logo({ logo, name }: LogoProps) {
  return (
    // biome-ignore lint/performance/noImgElement: the image is a data URL, so there is nothing to optimize.
    <img
      {...logo}
      alt={name}
      className="max-h-14 w-auto max-w-full rounded-lg bg-[light-dark(transparent,#fff)] p-1"
    />
  );
}
