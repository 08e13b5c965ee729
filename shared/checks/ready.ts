import { checks } from './registry.ts'

/** Loads whatever these checks need before they judge. To be awaited once a sample; at once where it is all there. */
export async function readyToJudge(uses: readonly { check: string; options: unknown }[]): Promise<void> {
  await Promise.all(uses.map(({ check, options }) => checks[check]?.ready?.(options)))
}
