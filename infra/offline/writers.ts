import { clause } from './clauses/clause.ts'
import { writeBody, writeSignature, writeTests } from './code/writing.ts'
import { dialogue } from './dialogues/dialogue.ts'
import { listFreely } from './free/list.ts'
import { answer, request } from './instructions/instructions.ts'
import { queries } from './queries/queries.ts'
import { writeProblem, writeSolution } from './reasoning/word-problems.ts'
import { review } from './reviews/review.ts'
import { writeSection } from './textbook/section.ts'
import { listSubtopics } from './textbook/subtopics.ts'
import { writeVietnameseStory } from './vietnamese/story.ts'
import type { Writer } from './writer.ts'

/** Every family of prompts that the grammar knows beside stories; a writer a line. */
export const WRITERS: readonly Writer[] = [
  ...[review, clause, queries, dialogue, request, answer],
  ...[writeSection, listSubtopics, writeSignature, writeBody, writeTests],
  ...[writeProblem, writeSolution, writeVietnameseStory, listFreely],
]
