import type { Measures } from '../measures/measures.ts'
import { count, cut, percent, plural } from './wording.ts'

/** `good`: as it should be; `look`: worth a look; `bad`: the dataset suffers from it. */
export type Tone = 'good' | 'look' | 'bad'

export interface Finding {
  tone: Tone
  text: string
}

/**
 * From what share of texts on something in common is worth a look, and harm. Judgements, not science: the commonest phrase
 * of TinyStories is in 59 % of its stories and is held against it, that of SimpleStories in 7.5 %.
 */
const ALIKE = { look: 0.1, bad: 0.3 }

const toneOf = (share: number, { look, bad }: { look: number; bad: number }): Tone =>
  share >= bad ? 'bad' : share >= look ? 'look' : 'good'

/** Whether the texts are different from each other, in one line. Fewer than 20 tell nothing. */
export function diversityVerdict({ texts: { openings, texts, phrases } }: Measures): Finding {
  if (texts < 20) return { tone: 'look', text: `${plural(texts, 'text')}: too few to tell` }
  const [opening] = openings.top
  const [phrase] = phrases
  if (opening !== undefined && opening.share >= ALIKE.look) {
    return { tone: toneOf(opening.share, ALIKE), text: `${percent(opening.share)} of texts open alike` }
  }
  if (phrase !== undefined && phrase.share >= ALIKE.look * 2) {
    return {
      tone: toneOf(phrase.share, ALIKE),
      text: `“${cut(phrase.words, 40)}” is in ${percent(phrase.share)} of texts`,
    }
  }
  return { tone: 'good', text: 'Texts differ from each other' }
}

/** What somebody should know before training on it, the worst first. Pure. */
export function findings(measures: Measures): Finding[] {
  const { texts } = measures
  const all = [
    ...lossOf(measures),
    ...(texts.texts < 20 ? [] : [...alike(measures), ...words(measures)]),
    ...asked(measures),
    ...labels(measures),
  ]
  const order: readonly Tone[] = ['bad', 'look', 'good']
  return all.sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone))
}

function lossOf({ samples, adherence }: Measures): Finding[] {
  const lost = samples.rejected + samples.failed
  if (lost === 0)
    return samples.all === 0 ? [] : [{ tone: 'good', text: 'Every sample that was asked for came through.' }]
  const [reason] = adherence.reasons
  const share = lost / samples.all
  const why = reason === undefined ? '' : ` Most often: ${cut(reason.example, 120)}.`
  return [
    {
      tone: toneOf(share, { look: 0.05, bad: 0.25 }),
      text: `${percent(share)} of samples were left out: ${count(samples.rejected)} rejected, ${count(samples.failed)} failed.${why}`,
    },
  ]
}

function alike({ texts: { openings, phrases, names } }: Measures): Finding[] {
  const [opening] = openings.top
  const found: Finding[] = []
  if (opening === undefined || opening.share < ALIKE.look) {
    found.push({
      tone: 'good',
      text: 'No opening is common: the commonest four first words begin fewer than one text in ten.',
    })
  } else {
    found.push({
      tone: toneOf(opening.share, ALIKE),
      text: `${percent(opening.share)} of texts open with “${cut(opening.words, 60)}”.`,
    })
  }
  const phrase = phrases.find(({ words: own }) => own !== opening?.words)
  if (phrase !== undefined && phrase.share >= ALIKE.look * 2) {
    found.push({
      tone: toneOf(phrase.share, { look: ALIKE.look * 2, bad: ALIKE.bad * 1.5 }),
      text: `“${cut(phrase.words, 60)}” stands in ${percent(phrase.share)} of texts.`,
    })
  }
  const [name] = names?.top ?? []
  if (name !== undefined && name.share >= 0.15) {
    found.push({
      tone: toneOf(name.share, { look: 0.15, bad: 0.4 }),
      text: `“${cut(name.words, 40)}” is in ${percent(name.share)} of texts.`,
    })
  }
  return found
}

function words({ texts: { wordUse }, rows }: Measures): Finding[] {
  return wordUse
    .filter(({ share, words: size }) => share < 0.5 && rows > size * 2)
    .map(({ entity, share, words: size }) => ({
      tone: 'look' as const,
      text: `Texts use ${percent(share)} of the ${count(size)} words of “${entity}”.`,
    }))
}

function asked({ adherence, coverage }: Measures): Finding[] {
  const weak = adherence.checks
    .filter(({ first }) => first.share !== null && first.share < 0.7 && first.pass + first.fail >= 20)
    .sort((a, b) => a.first.share! - b.first.share!)
    .slice(0, 2)
    .map(({ stage, check, first, required }): Finding => {
      const kept = required
        ? 'Tries that failed were asked again, and paid for.'
        : 'It only warns: such texts are in the dataset.'
      return {
        tone: toneOf(1 - first.share!, { look: 0.3, bad: 0.6 }),
        text: `Of first tries of ${stage}, ${percent(first.share!)} passed the check “${check}”. ${kept}`,
      }
    })
  const hard = coverage.entities.flatMap(({ entity, hardest }) =>
    hardest.slice(0, 1).map((value) => ({ entity, ...value })),
  )
  return [
    ...weak,
    ...hard.slice(0, 2).map(
      ({ entity, value, drawn, accepted }): Finding => ({
        tone: 'look',
        text: `Samples about ${entity} “${cut(value, 40)}” come through far less often than others: ${count(accepted)} of ${count(drawn)}.`,
      }),
    ),
  ]
}

function labels({ labels: balances, rows }: Measures): Finding[] {
  const closed = balances.filter(({ distinct, evenness }) => distinct !== null && distinct <= 20 && evenness !== null)
  const uneven = closed.filter(({ evenness, values }) => evenness! < 0.95 && values.length >= 2)
  if (closed.length > 0 && uneven.length === 0 && rows >= 20) {
    return [{ tone: 'good', text: `Labels are balanced: ${closed.map(({ label }) => label).join(', ')}.` }]
  }
  return uneven.slice(0, 2).map(({ label, values, evenness }) => ({
    tone: evenness! < 0.8 ? ('bad' as const) : ('look' as const),
    text:
      `Label “${label}” is uneven: “${cut(values[0]!.value, 30)}” has ${percent(values[0]!.share)}, ` +
      `“${cut(values.at(-1)!.value, 30)}” ${percent(values.at(-1)!.share)}.`,
  }))
}
