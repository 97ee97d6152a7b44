import sharp, { type PngOptions, type Sharp } from "sharp";
import { LOGO_SIZE } from "./settings";

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
const SCAN = Buffer.from("ffda", "hex");

export const MAX_BYTES = 65_536;

/** Keeps a small file from expanding into gigabytes. */
const MAX_PIXELS = 16_000_000;
/** A longer side takes seconds or a gigabyte of memory to resize, whatever the number of pixels. */
const MAX_SIDE = 16_000;
const MAX_SECONDS = 10;
/** Encoders write ten. Each takes time for all pixels, and 20 bytes of the file. */
const MAX_SCANS = 100;

export type Logo = { readonly png: Buffer; readonly width: number; readonly height: number };

/** An image that can't be a logo. */
export class UnusableImage extends Error {
  constructor(readonly code: "logo-no-image" | "logo-too-large" | "logo-damaged") {
    super(code);
  }
}

/**
 * Resizes an image to a logo: a PNG of at most 320 x 96 pixels and 64 kB, without metadata.
 * @throws UnusableImage if it isn't a PNG, JPEG or WebP image, is damaged, has more than 16 million pixels or 100 scans, or is
 * more than 16,000 pixels wide or high
 */
export async function drawLogo(bytes: Buffer): Promise<Logo> {
  if (!SIGNATURES.some(({ is }) => is(bytes))) throw new UnusableImage("logo-no-image");
  if (hasManyScans(bytes)) throw new UnusableImage("logo-damaged");
  const upload = sharp(withoutTexts(bytes), { limitInputPixels: MAX_PIXELS, sequentialRead: true });
  await requireShortSides(upload);
  const image = upload
    .timeout({ seconds: MAX_SECONDS })
    .autoOrient()
    .resize({ width: LOGO_SIZE.width, height: LOGO_SIZE.height, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb");
  const exact = await encodePng(image);
  // With 256 colors the image always fits into 64 kB. More effort takes 20 times as long and saves 1%.
  return exact.png.length <= MAX_BYTES ? exact : await encodePng(image, { palette: true, effort: 1 });
}

/** Whether a JPEG has too many scans. Other bytes of it may look like the beginning of one, but rarely. */
function hasManyScans(bytes: Buffer): boolean {
  if (!bytes.subarray(0, 3).equals(JPEG)) return false;
  let scans = 0;
  for (let at = bytes.indexOf(SCAN); at >= 0 && scans <= MAX_SCANS; at = bytes.indexOf(SCAN, at + 1)) scans++;
  return scans > MAX_SCANS;
}

/** The chunks of a PNG that are needed to draw it. A file has one of each, except for the parts of its pixels. */
const CHUNKS: ReadonlySet<string> = new Set("IHDR PLTE tRNS gAMA cHRM sRGB iCCP eXIf IDAT IEND".split(" "));

/** A PNG without its texts, because a few kilobytes of them can inflate to gigabytes. Other images stay as they are. */
function withoutTexts(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, PNG.length).equals(PNG)) return bytes;
  const kept: Buffer[] = [PNG];
  const found = new Set<string>();
  for (let at = PNG.length; at + CHUNK_FRAME <= bytes.length; ) {
    const end = at + CHUNK_FRAME + bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (CHUNKS.has(type) && (type === "IDAT" || !found.has(type))) kept.push(bytes.subarray(at, end));
    found.add(type);
    at = end;
  }
  return Buffer.concat(kept);
}

/** Length, type and checksum, in bytes. */
const CHUNK_FRAME = 12;

async function requireShortSides(image: Sharp): Promise<void> {
  const { width, height } = await image.metadata().catch((error: unknown) => {
    throw new UnusableImage(codeOf(error));
  });
  if (Math.max(width, height) > MAX_SIDE) throw new UnusableImage("logo-too-large");
}

async function encodePng(image: Sharp, options: PngOptions = {}): Promise<Logo> {
  try {
    const { data, info } = await image
      .clone()
      .png({ compressionLevel: 9, ...options })
      .toBuffer({ resolveWithObject: true });
    return { png: data, width: info.width, height: info.height };
  } catch (error) {
    throw new UnusableImage(codeOf(error));
  }
}

function codeOf(error: unknown): UnusableImage["code"] {
  const message = error instanceof Error ? error.message : "";
  return /pixel limit|dimensions/i.test(message) ? "logo-too-large" : "logo-damaged";
}
