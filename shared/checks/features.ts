import * as z from 'zod'
import { check } from './check.ts'
import { drawn } from './named.ts'
import { hasDialogue } from './speech.ts'

interface FeatureRule {
  holds(text: string): boolean
  reason: string
  advice: string
}

// A twist, a moral, a bad ending: no rule can tell. They stay unverified until a judge does.
const RULES: ReadonlyMap<string, FeatureRule> = new Map([
  [
    'dialogue',
    {
      holds: hasDialogue,
      reason: 'Dialogue was asked for and nobody speaks',
      advice: 'Somebody in it must say something, in quotation marks.',
    },
  ],
])

/** The drawn features of a story are in it, as far as a rule can tell. */
export const features = check<string>({
  name: 'features',
  summary: 'Has the drawn features of the entity named: Dialogue by rule, any other is unverified.',
  options: z.string().min(1).describe('The entity whose drawn features the text has.'),
  names: (entity) => [entity],
  judge({ text, values }, entity) {
    const names = drawn(values, entity)
    const figure: Record<string, 'pass' | 'fail' | 'unverified'> = {}
    const broken: FeatureRule[] = []
    for (const name of names) {
      const rule = RULES.get(name.toLowerCase())
      figure[name] = rule ? (rule.holds(text) ? 'pass' : 'fail') : 'unverified'
      if (rule && figure[name] === 'fail') broken.push(rule)
    }
    if (broken.length > 0) {
      const [reason, advice] = [
        broken.map((rule) => rule.reason).join('; '),
        broken.map((rule) => rule.advice).join(' '),
      ]
      return { verdict: 'fail', figure, reason, advice }
    }
    const open = names.filter((name) => figure[name] === 'unverified')
    if (open.length === 0) return { verdict: 'pass', figure }
    return { verdict: 'unverified', figure, reason: `no rule can tell ${open.join(', ')}` }
  },
})
