import type { Chance } from './chance.ts'
import type { Turn } from './chat-request.ts'
import { writeFreely } from './free/free-text.ts'
import { writeSentence } from './story/sentence.ts'
import { writeStory } from './story/story.ts'
import { writeSummary } from './story/summary.ts'
import { readTask } from './task.ts'
import { written } from './writer.ts'
import { WRITERS } from './writers.ts'

/** What the grammar says to a conversation; no longer than `maxTokens` where nobody asked for what is longer. */
export function reply(turns: readonly Turn[], chance: Chance, maxTokens: number): string {
  const known = written(turns, WRITERS, chance)
  if (known !== undefined) return known
  const task = readTask(turns)
  if (task.kind === 'story') return writeStory(task.brief, chance)
  if (task.kind === 'summary') return writeSummary(task.words, task.features, chance)
  if (task.kind === 'sentence') return writeSentence(task.summary, chance)
  return writeFreely(task.prompts, chance, maxTokens)
}
