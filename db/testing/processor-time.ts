/**
 * Measures a synchronous function in processor time, which other programs on the machine don't affect.
 * @returns milliseconds
 */
export function processorTime(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
