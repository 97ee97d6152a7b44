/**
 * Measures how long a function keeps the process from doing anything else, in processor time, which other programs on the
 * machine don't affect.
 * @returns the milliseconds of its longest stretch without a break
 */
export async function longestStretch(act: () => Promise<unknown>): Promise<number> {
  let [isOver, longest, before] = [false, 0, process.cpuUsage()];
  const measure = () => {
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    before = process.cpuUsage();
    if (!isOver) setImmediate(measure);
  };
  setImmediate(measure);
  try {
    await act();
  } finally {
    isOver = true;
    measure();
  }
  return longest;
}
