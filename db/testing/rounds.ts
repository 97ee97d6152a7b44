/** The number of rounds or recipients in a test: few, or many if `npm run test:faults` sets ROUNDS. */
export function roundsOf(few: number): number {
  return Number(process.env.ROUNDS) || few;
}
