import { dollars, type NanoUsd } from '../../shared/cost/money.ts'
import type { Terminal } from './terminal.ts'

/** Nano-dollars above which a person is asked before they are spent. */
const ASK_ABOVE = 1_000_000_000

/**
 * Tells what it will cost, where that is known, and asks whether to go on, where it is much and somebody is there. A budget is a
 * person's word already, and so is --yes.
 */
export async function agreed(
  expected: NanoUsd | undefined,
  { yes, budget }: { yes?: boolean; budget?: number },
  terminal: Terminal,
): Promise<boolean> {
  if (expected === undefined) return true
  terminal.say(`It will cost about ${dollars(expected)}${budget === undefined ? '' : `, and no more than $${budget}`}.`)
  if (yes || budget !== undefined || expected <= ASK_ABOVE || process.stdin.isTTY !== true) return true
  if (await terminal.confirm('Go on?')) return true
  terminal.say('Nothing was started.')
  return false
}
