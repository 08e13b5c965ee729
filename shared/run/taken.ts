import type { SampleObject } from '../sample/record.ts'
import type { Taken } from './forecast.ts'

/** What a sample took so far. Calls that were never answered count, and have no tokens. */
export function takenBy({
  state,
  work: { calls },
  confirmed,
  possibly,
  invocationMilliseconds,
}: Pick<SampleObject, 'state' | 'work' | 'confirmed' | 'possibly' | 'invocationMilliseconds'>): Taken {
  return {
    accepted: state === 'accepted',
    calls: calls.length,
    input: calls.reduce((sum, { usage }) => sum + (usage?.input ?? 0), 0),
    output: calls.reduce((sum, { usage }) => sum + (usage?.output ?? 0), 0),
    money: confirmed + possibly,
    seconds: invocationMilliseconds / 1_000,
  }
}
