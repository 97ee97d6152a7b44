// The way into the TypeScript of this folder on a machine that has nothing but Node. It imports nothing by
// itself, so that also a Node that is too old gets as far as the sentence.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

/**
 * @param {string} script
 * @param {{ again?: boolean }} [options] of installWhatIsMissing
 */
export async function run(script, { again = false } = {}) {
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `Usher needs Node 20.19 or later; this is ${process.versions.node}. See https://nodejs.org.`,
    );
    process.exit(1);
  }
  const { installWhatIsMissing } = await import("./install.mjs");
  installWhatIsMissing({ again });
  const { register } = await import("tsx/esm/api");
  register();
  await import(script);
}
