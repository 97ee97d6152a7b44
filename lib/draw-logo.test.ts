import { randomBytes } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { drawLogo, MAX_BYTES, UnusableImage } from "./draw-logo";
import { LOGO_SIZE } from "./settings";

const noise = { width: 1200, height: 360, channels: 4 } as const;
const pixels = Buffer.from(
  Array.from(
    { length: noise.width * noise.height * noise.channels },
    (_, at) => (at * 7919 + (at >> 3) * 31) % 256,
  ),
);
const picture = () => sharp(pixels, { raw: noise });

describe("a logo", () => {
  test.each([
    ["PNG", () => picture().png()],
    ["JPEG", () => picture().jpeg()],
    ["WebP", () => picture().webp()],
  ])("is redrawn from a %s, small enough in pixels and bytes", async (_, drawn) => {
    const logo = await drawLogo(await drawn().toBuffer());
    const { format, width, height } = await sharp(logo.png).metadata();
    expect({ format, width, height }).toEqual({ format: "png", width: 320, height: 96 });
    expect(logo).toMatchObject({ width: 320, height: 96 });
    expect(logo.png.length).toBeLessThanOrEqual(MAX_BYTES);
  });

  test("is drawn quickly from random noise, which takes the longest", async () => {
    const raw = { width: LOGO_SIZE.width, height: LOGO_SIZE.height, channels: 4 } as const;
    const bytes = await sharp(randomBytes(raw.width * raw.height * raw.channels), { raw })
      .png()
      .toBuffer();
    const before = process.cpuUsage();
    const logo = await drawLogo(bytes);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(250);
    expect(logo.png.length).toBeLessThanOrEqual(MAX_BYTES);
  });

  test("isn't read if it has thousands of scans, each of which takes time for all pixels", async () => {
    const bytes = await jpegOfManyScans(2_000);
    expect(bytes.length).toBeLessThan(100_000);
    const before = process.cpuUsage();
    await expect(drawLogo(bytes)).rejects.toThrow(new UnusableImage("logo-damaged"));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(200);
  });

  test("is drawn without a PNG's texts, which can inflate to gigabytes", async () => {
    const png = await picture().png().toBuffer();
    const end = png.length - 12;
    const text = chunk("zTXt", Buffer.concat([Buffer.from("a\0\0"), deflateSync(Buffer.alloc(50_000_000))]));
    const bytes = Buffer.concat([png.subarray(0, 33), ...Array(12).fill(text), png.subarray(33, end), text]);
    const before = process.cpuUsage();
    const logo = await drawLogo(Buffer.concat([bytes, png.subarray(end)]));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(500);
    expect(logo.png.equals((await drawLogo(png)).png)).toBe(true);
  });

  test("keeps its transparency and its shape, and is never made larger", async () => {
    const small = { create: { width: 50, height: 20, channels: 4, background: "#0f766e80" } } as const;
    const logo = await drawLogo(await sharp(small).png().toBuffer());
    expect(logo).toMatchObject({ width: 50, height: 20 });
    expect((await sharp(logo.png).metadata()).hasAlpha).toBe(true);
  });

  test("contains nothing that the camera wrote into the file, and is upright", async () => {
    const bytes = await picture()
      .withExif({ IFD0: { Copyright: "a secret place" } })
      .withMetadata({ orientation: 6 })
      .withXmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'>a secret place</x:xmpmeta>")
      .jpeg()
      .toBuffer();
    expect(bytes.includes("a secret place")).toBe(true);
    const logo = await drawLogo(bytes);
    const { exif, xmp, icc, iptc, orientation } = await sharp(logo.png).metadata();
    expect({ exif, xmp, icc, iptc, orientation }).toEqual({});
    expect(logo.png.includes("secret")).toBe(false);
    expect(logo.height).toBeGreaterThan(logo.width);
  });

  test("doesn't contain what follows the image in the file", async () => {
    const bytes = Buffer.concat([await picture().png().toBuffer(), Buffer.from("<script>alert(1)</script>")]);
    expect((await drawLogo(bytes)).png.includes("<script")).toBe(false);
  });
});

describe("a file that can't be a logo is refused", () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>`;
  test.each([
    ["an SVG", async () => Buffer.from(svg)],
    ["HTML", async () => Buffer.from("<!doctype html><script>alert(1)</script>")],
    ["a GIF", async () => picture().gif().toBuffer()],
    ["a TIFF", async () => picture().tiff().toBuffer()],
    ["nothing", async () => Buffer.alloc(0)],
  ])("%s", async (_, bytes) => {
    await expect(drawLogo(await bytes())).rejects.toThrow("logo-no-image");
  });

  test.each([
    ["a truncated PNG", async () => (await picture().png().toBuffer()).subarray(0, 5000)],
    ["a truncated JPEG", async () => (await picture().jpeg().toBuffer()).subarray(0, 5000)],
    ["a truncated WebP", async () => (await picture().webp().toBuffer()).subarray(0, 5000)],
    ["what only begins like a PNG", async () => Buffer.from("89504e470d0a1a0a", "hex")],
    ["what only begins like a JPEG", async () => Buffer.from(`\u00ff\u00d8\u00ff${svg}`, "latin1")],
  ])("%s", async (_, bytes) => {
    const refused = await drawLogo(await bytes()).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UnusableImage);
    expect(refused).toMatchObject({ code: "logo-damaged" });
  });

  test("a small file that expands into gigabytes", async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(drawLogo(bomb)).rejects.toThrow("logo-too-large");
  });

  test.each([
    ["high", 1, 1_000_000],
    ["wide", 1_000_000, 1],
  ])("a line that is very %s, which takes seconds or a gigabyte to resize", async (_, width, height) => {
    const line = await sharp({ create: { width, height, channels: 3, background: "#123456" } })
      .png()
      .toBuffer();
    await expect(drawLogo(line)).rejects.toThrow("logo-too-large");
  });
});

/** A valid JPEG of one color. Each of its scans refines one coefficient of all blocks, which is zero. */
async function jpegOfManyScans(side: number): Promise<Buffer> {
  const create = { width: side, height: side, channels: 3, background: "#0f766e" } as const;
  const jpeg = await sharp({ create }).jpeg({ progressive: true }).toBuffer();
  const first = jpeg.indexOf(Buffer.from("ffda0008", "hex")); // the first of a single color component
  const scan = jpeg.subarray(first, jpeg.indexOf(Buffer.from("ffc4", "hex"), first));
  const coefficients = Array.from({ length: 63 }, (_, at) => at + 1);
  const refined = coefficients.flatMap((coefficient) =>
    [13, ...Array.from({ length: 13 }, (_, at) => 12 - at)].map((bit) => {
      const copy = Buffer.from(scan);
      copy.set([coefficient, coefficient, bit === 13 ? bit : ((bit + 1) << 4) | bit], 7);
      return copy;
    }),
  );
  return Buffer.concat([jpeg.subarray(0, first), ...refined, Buffer.from("ffd9", "hex")]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
