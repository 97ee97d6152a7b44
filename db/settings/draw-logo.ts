import sharp, { type PngOptions, type Sharp } from "sharp";
import { Invalid } from "@/db/errors";

/** What is sent is read by its content: its name and what it says of itself are a stranger's word. */
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

/** So that a small file cannot unfold into gigabytes. */
const MAX_PIXELS = 16_000_000;
const MAX_SECONDS = 10;

export type DrawnLogo = { readonly png: Buffer; readonly width: number; readonly height: number };

/**
 * Draws an image anew as a logo: a PNG of at most 320 x 96 pixels and 64 kB that holds nothing but pixels.
 * @throws Invalid, in words, for what is no PNG, JPEG or WebP, is damaged, or has more than 16 million pixels
 */
export async function drawLogo(bytes: Buffer): Promise<DrawnLogo> {
  if (!SIGNATURES.some(({ is }) => is(bytes))) throw refusal("This is no PNG, JPEG or WebP image.");
  const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, sequentialRead: true })
    .timeout({ seconds: MAX_SECONDS })
    .autoOrient()
    .resize({ width: LOGO_SIZE.width, height: LOGO_SIZE.height, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb");
  const exact = await asPng(image);
  // With 256 colours at most, so many pixels fit into so many bytes. More effort takes 20 times as long for 1% fewer.
  return exact.png.length <= LOGO_SIZE.bytes ? exact : await asPng(image, { palette: true, effort: 1 });
}

async function asPng(image: Sharp, options: PngOptions = {}): Promise<DrawnLogo> {
  try {
    const { data, info } = await image
      .clone()
      .png({ compressionLevel: 9, ...options })
      .toBuffer({ resolveWithObject: true });
    return { png: data, width: info.width, height: info.height };
  } catch (error) {
    throw refusal(wordsFor(error));
  }
}

function wordsFor(error: unknown): string {
  const said = error instanceof Error ? error.message : "";
  if (/pixel limit|dimensions/i.test(said)) {
    return "This image has more than 16 million pixels. Make it smaller, then try again.";
  }
  return "This image is damaged or cannot be read. Save it anew as PNG, then try again.";
}

function refusal(words: string): Invalid {
  return new Invalid(words, { logo: words });
}
