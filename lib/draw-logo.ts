import sharp, { type PngOptions, type Sharp } from "sharp";

/** Formats are recognized by content, because the name and the type of an upload can be anything. */
const SIGNATURES = [
  { format: "png", is: (bytes: Buffer) => bytes.subarray(0, 8).equals(PNG) },
  { format: "jpeg", is: (bytes: Buffer) => bytes.subarray(0, 3).equals(JPEG) },
  {
    format: "webp",
    is: (bytes: Buffer) =>
      bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP",
  },
];
const PNG = Buffer.from("89504e470d0a1a0a", "hex");
const JPEG = Buffer.from("ffd8ff", "hex");

export const LOGO_SIZE = { width: 320, height: 96, bytes: 65_536 } as const;

/** Keeps a small file from expanding into gigabytes. */
const MAX_PIXELS = 16_000_000;
const MAX_SECONDS = 10;

export type Logo = { readonly png: Buffer; readonly width: number; readonly height: number };

/** An image that can't be a logo. The message says why. */
export class UnusableImage extends Error {}

/**
 * Resizes an image to a logo: a PNG of at most 320 x 96 pixels and 64 kB, without metadata.
 * @throws UnusableImage if it isn't a PNG, JPEG or WebP image, is damaged, or has more than 16 million pixels
 */
export async function drawLogo(bytes: Buffer): Promise<Logo> {
  if (!SIGNATURES.some(({ is }) => is(bytes))) throw new UnusableImage("This is no PNG, JPEG or WebP image.");
  const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, sequentialRead: true })
    .timeout({ seconds: MAX_SECONDS })
    .autoOrient()
    .resize({ width: LOGO_SIZE.width, height: LOGO_SIZE.height, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb");
  const exact = await encodePng(image);
  // With 256 colors the pixels always fit. More effort takes 20 times as long and saves 1%.
  return exact.png.length <= LOGO_SIZE.bytes ? exact : await encodePng(image, { palette: true, effort: 1 });
}

async function encodePng(image: Sharp, options: PngOptions = {}): Promise<Logo> {
  try {
    const { data, info } = await image
      .clone()
      .png({ compressionLevel: 9, ...options })
      .toBuffer({ resolveWithObject: true });
    return { png: data, width: info.width, height: info.height };
  } catch (error) {
    throw new UnusableImage(describeError(error));
  }
}

function describeError(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  if (/pixel limit|dimensions/i.test(message)) {
    return "This image has more than 16 million pixels. Make it smaller, then try again.";
  }
  return "This image is damaged or cannot be read. Save it anew as PNG, then try again.";
}
