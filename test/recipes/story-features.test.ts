import { describe, expect, it } from 'vitest'
import { hasDialogue } from '../../shared/checks/speech.ts'
import { countsOf, madeOffline } from './made-offline.ts'

const LABELS = ['dialogue', 'twist', 'bad_ending', 'moral', 'foreshadowing', 'conflict']

describe('story-features', () => {
  const samples = madeOffline('story-features', 300)

  it('tells the story of every feature that it must have it or must not', async () => {
    for (const { prompts, rows } of await samples) {
      const [wanted, unwanted] = prompts[0]!.split('must not have any of these')
      const bullets = (part: string | undefined) => part!.match(/^- /gm)?.length ?? 0
      const yes = LABELS.filter((label) => rows[0]?.labels[label] === 'yes').length

      expect(bullets(wanted) + bullets(unwanted)).toBe(LABELS.length)
      if (rows.length > 0) expect(bullets(wanted)).toBe(yes)
    }
  })

  it('says dialogue: no of a story in which nobody speaks, and yes of one in which somebody does', async () => {
    const rows = (await samples).flatMap((sample) => sample.rows)

    for (const { text, labels } of rows) expect(hasDialogue(text) ? 'yes' : 'no', text).toBe(labels['dialogue'])
  })

  it('has each feature in about half of the stories', async () => {
    const rows = (await samples).flatMap((sample) => sample.rows)

    for (const label of LABELS) {
      expect(countsOf(rows, label).get('yes')! / rows.length, label).toBeGreaterThan(0.4)
      expect(countsOf(rows, label).get('yes')! / rows.length, label).toBeLessThan(0.6)
    }
  })

  it('records as unverified what no rule can tell', async () => {
    const twisted = (await samples).filter(({ rows }) => rows[0]?.labels['twist'] === 'yes')
    const verdicts = twisted.flatMap(({ made }) => (made.kind === 'accepted' ? made.verdicts : []))

    expect(verdicts.filter(({ check }) => check === 'features').every(({ verdict }) => verdict === 'unverified')).toBe(
      true,
    )
  })
})
