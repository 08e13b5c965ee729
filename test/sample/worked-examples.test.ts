import { describe, expect, it } from 'vitest'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { attempt, byPrompt, inTurn } from './world.ts'

// The two examples that the method is explained with, told in other words: each goes wrong in the way that its own does.

const feature = (name: string, phrase: string) => ({ name, phrase })
const dialogue = feature('Dialogue', 'the story should contain at least one dialogue')
const badEnding = feature('BadEnding', 'the story has a bad ending')
const foreshadowing = feature('Foreshadowing', 'the narrative uses foreshadowing')
const twist = feature('Twist', 'something unexpected happens')

const ONE_PARAGRAPH =
  'A little mouse lived in an ancient box. She liked to decorate it with leaves. One night there was loud thunder. ' +
  '“Do not go out!” said her mom. But the mouse wanted one more leaf. She ran out in the rain. The wind took the box ' +
  'away, and the mouse had no home. She was cold and sad.'

const NOBODY_SPEAKS = `Ben and Mia found a beautiful net of strings in the tree. It was a network that a spider had made.

Ben wanted to touch it. Mia disagreed and held his hand. A small fly sat near, and it was very still.

The spider came out, and it was made of paper! Grandpa had hung it there, and he laughed behind the tree.`

describe('the first worked example', () => {
  it('asks for 3 to 5 paragraphs, comes back in one, and is accepted with a warning', async () => {
    const recipe = compileRecipe(builtInRecipe('tinystories'))
    const draw = { verb: 'decorate', noun: 'thunder', adjective: 'ancient', feature: [dialogue, badEnding] }

    const { made, asked } = await attempt({ recipe, draw, replies: inTurn(ONE_PARAGRAPH) })

    expect(asked[0]!.request.messages.at(-1)!.content).toContain(
      'the story should contain at least one dialogue, the story has a bad ending',
    )
    expect(made).toMatchObject({
      kind: 'accepted',
      verdicts: [
        { check: 'hygiene', verdict: 'pass' },
        { check: 'uses', verdict: 'pass', required: true },
        { check: 'paragraphs', verdict: 'fail', required: false, figure: 1 },
        {
          check: 'features',
          verdict: 'unverified',
          required: false,
          figure: { Dialogue: 'pass', BadEnding: 'unverified' },
        },
      ],
    })
  })
})

describe('the second worked example', () => {
  it('lists Dialogue and comes back without one, with "disagreed" for "disagree"', async () => {
    const recipe = compileRecipe(builtInRecipe('tinystories-instruct'))
    const draw = {
      verb: 'disagree',
      noun: 'network',
      adjective: 'beautiful',
      feature: [dialogue, foreshadowing, twist],
    }
    const replies = byPrompt({
      'Write a summary': 'Ben and Mia find a spider that is not what it seems.',
      'Here is the summary': 'A small fly sat near, and it was very still.',
      'Summary: Ben': NOBODY_SPEAKS,
    })

    const { made, asked } = await attempt({ recipe, draw, replies })

    expect(asked.at(-1)!.request.messages.at(-1)!.content.trim().split('\n')).toEqual([
      'Summary: Ben and Mia find a spider that is not what it seems.',
      'Features: Dialogue, Foreshadowing, Twist',
      'Sentence: A small fly sat near, and it was very still.',
      'Words: disagree, network, beautiful',
      'Story:',
    ])
    const { kind, verdicts } = made as Extract<typeof made, { kind: 'accepted' }>
    expect(kind).toBe('accepted')
    expect(verdicts.slice(-5)).toMatchObject([
      { check: 'hygiene', verdict: 'pass' },
      { check: 'uses', verdict: 'pass', figure: { missing: [] } },
      { check: 'contains', verdict: 'pass' },
      { check: 'paragraphs', verdict: 'pass', figure: 3 },
      {
        check: 'features',
        verdict: 'fail',
        required: false,
        figure: { Dialogue: 'fail', Foreshadowing: 'unverified', Twist: 'unverified' },
      },
    ])
  })
})
