/**
 * Runs something synchronous.
 * @returns the milliseconds for which it kept the processor busy: other programs on the machine don't count
 */
export function processorTime(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
