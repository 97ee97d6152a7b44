/** Numbers whose V8 hashes share their low 16 bits: Thomas Wang's 32-bit hash, which has no seed, inverted. */
export function collidingNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, at) => {
    let hash = unshifted((at << 16) >>> 0, 16);
    hash = unshifted(Math.imul(hash, inverse(2057)), 4);
    hash = unshifted(Math.imul(hash, inverse(5)), 12);
    return Math.imul(hash + 1, inverse(2 ** 15 - 1)) | 0;
  });
}

/** Undoes `x ^ (x >>> bits)`. */
function unshifted(value: number, bits: number): number {
  let result = value;
  for (let times = 0; times <= 32 / bits; times++) result = value ^ (result >>> bits);
  return result;
}

/** The multiplicative inverse of an odd number, modulo 2^32. */
function inverse(odd: number): number {
  let result = odd;
  for (let times = 0; times < 5; times++) result = Math.imul(result, 2 - Math.imul(odd, result));
  return result;
}
