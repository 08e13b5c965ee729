import { gradeOf, loadFormula } from '../../checks/grade.ts'
import { Counts } from './counts.ts'
import { type Spread, spreadOf } from './figures.ts'

/** The Flesch-Kincaid grade of each text, to a tenth; null where none is English prose of 20 words. */
export async function readingLevels(texts: readonly string[]): Promise<Spread | null> {
  await loadFormula('flesch-kincaid')
  const grades = new Counts<number>()
  for (const text of texts) {
    const grade = gradeOf(text, 'flesch-kincaid')
    if (grade !== undefined) grades.add(grade)
  }
  return spreadOf(grades)
}
