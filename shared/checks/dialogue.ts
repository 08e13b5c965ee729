import * as z from 'zod'
import { check } from './check.ts'
import { hasDialogue } from './speech.ts'
import { countTurns } from './turns.ts'

/** Somebody speaks in the text, or nobody does. */
export const dialogue = check<'present' | 'absent'>({
  name: 'dialogue',
  summary:
    'Somebody speaks (`present`) or nobody does (`absent`): words in quotation marks of any kind, lines led by a dash, or turns with names.',
  options: z.enum(['present', 'absent']).describe('Whether somebody must speak, or nobody may.'),
  judge({ text }, wanted) {
    const found = hasDialogue(text) || countTurns(text) > 0 ? 'present' : 'absent'
    if (found === wanted) return { verdict: 'pass', figure: found }
    return wanted === 'present'
      ? {
          verdict: 'fail',
          figure: found,
          reason: 'nobody speaks',
          advice: 'Somebody in it must say something, in quotation marks.',
        }
      : {
          verdict: 'fail',
          figure: found,
          reason: 'somebody speaks',
          advice: 'Nobody in it may say anything: no direct speech and no quotation marks.',
        }
  },
})
