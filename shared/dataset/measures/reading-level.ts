import { reading } from '../../checks/reading.ts'
import { Counts } from './counts.ts'
import { type Spread, spreadOf } from './figures.ts'

/** The Flesch-Kincaid grade of each text, to a tenth; null where none is English prose of 20 words. */
export async function readingLevels(texts: readonly string[]): Promise<Spread | null> {
  const options = { min: 0, by: 'flesch-kincaid' } as const
  await reading.ready?.(options)
  const grades = new Counts<number>()
  for (const text of texts) {
    const judged = reading.judge({ text, values: {}, finishReason: 'stop', render: (template) => template }, options)
    if (typeof judged.figure === 'number') grades.add(judged.figure)
  }
  return spreadOf(grades)
}
