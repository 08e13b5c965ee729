import { describe, expect, it } from 'vitest'
import { callBound } from '../../shared/sample/bound.ts'
import { answered, aPrice, aRecipe, attempt, byPrompt, inTurn } from './world.ts'

const verdictsOf = ({ made }: Awaited<ReturnType<typeof attempt>>) =>
  'verdicts' in made ? made.verdicts.map(({ stage, check, verdict }) => `${stage} ${check} ${verdict}`) : []
const promptsOf = ({ asked }: Awaited<ReturnType<typeof attempt>>) =>
  asked.map(({ request }) => request.messages.at(-1)!.content)

describe('a stage with messages', () => {
  it('says them in turn, rendered, after its system message', async () => {
    const recipe = aRecipe(
      {
        story: {
          system: 'Be {{ mood }}.',
          messages: [
            { role: 'user', content: 'A word?' },
            { role: 'assistant', content: 'cat' },
            { role: 'user', content: 'A {{ mood }} word?' },
          ],
        },
      },
      { entities: { mood: ['sad'] } },
    )

    const { asked } = await attempt({ recipe, draw: { mood: 'sad' }, replies: inTurn('rain') })

    expect(asked[0]!.request.messages).toEqual([
      { role: 'system', content: 'Be sad.' },
      { role: 'user', content: 'A word?' },
      { role: 'assistant', content: 'cat' },
      { role: 'user', content: 'A sad word?' },
    ])
  })
})

describe('a stage with a condition', () => {
  const recipe = aRecipe(
    {
      twist: { prompt: 'Twist', when: "mood == 'odd'" },
      story: { prompt: 'Tell{% if twist != "" %} with {{ twist }}{% endif %}' },
    },
    { entities: { mood: ['odd', 'plain'] } },
  )

  it('is made where it holds', async () => {
    const all = await attempt({ recipe, draw: { mood: 'odd' }, replies: inTurn('It was a dream.', 'Once.') })

    expect(promptsOf(all)).toEqual(['Twist', 'Tell with It was a dream.'])
  })

  it('is skipped where it does not, without a call, and its text is empty', async () => {
    const all = await attempt({ recipe, draw: { mood: 'plain' }, replies: inTurn('Once.') })

    expect(promptsOf(all)).toEqual(['Tell'])
    expect(all.made).toMatchObject({ kind: 'accepted', work: { texts: { twist: '', story: 'Once.' } } })
    expect(verdictsOf(all)).toEqual(['story hygiene pass'])
  })

  it('needs the stages that the condition names', async () => {
    const chain = aRecipe({
      plan: { prompt: 'Plan' },
      more: { prompt: 'More', when: "plan contains 'dog'" },
      story: { prompt: 'Tell {{ more }}' },
    })

    const all = await attempt({ recipe: chain, replies: byPrompt({ Plan: 'A dog.', More: 'Wet.', Tell: 'Once.' }) })

    expect(promptsOf(all)).toEqual(['Plan', 'More', 'Tell Wet.'])
  })

  it('stays skipped in the next attempt', async () => {
    const first = await attempt({
      recipe,
      draw: { mood: 'plain' },
      replies: inTurn({ kind: 'throttled', message: 'slow' }),
    })
    const second = await attempt({
      recipe,
      draw: { mood: 'plain' },
      work: first.made.work,
      replies: inTurn('Once.'),
    })

    expect(first.made.work.texts).toEqual({ twist: '' })
    expect(second.made).toMatchObject({ kind: 'accepted', output: { text: 'Once.' } })
  })

  it('of a form has no field when it is skipped, and no items', async () => {
    const forms = aRecipe(
      {
        facts: {
          prompt: 'Facts',
          when: "mood == 'odd'",
          schema: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'array' } } },
        },
        names: { prompt: 'Names', when: "mood == 'odd'", many: 2 },
        story: {
          prompt:
            '[{{ facts }}{{ facts.a }}{% for each in facts.b %}{{ each }}{% endfor %}{% if facts %}{{ facts.a }}{% endif %}{% for name in names %}{{ name }}{% endfor %}]',
        },
      },
      { entities: { mood: ['odd', 'plain'] } },
    )

    const all = await attempt({ recipe: forms, draw: { mood: 'plain' }, replies: inTurn('Once.') })

    expect(promptsOf(all)).toEqual(['[]'])
  })
})

describe('a check with a condition', () => {
  const recipe = aRecipe(
    { story: { prompt: 'Tell', tries: 1, checks: [{ words: { min: 3 }, when: "mood == 'odd'" }] } },
    { entities: { mood: ['odd', 'plain'] } },
  )

  it('is left out where that does not hold', async () => {
    const odd = await attempt({ recipe, draw: { mood: 'odd' }, replies: inTurn('Once.') })
    const plain = await attempt({ recipe, draw: { mood: 'plain' }, replies: inTurn('Once.') })

    expect(verdictsOf(odd)).toEqual(['story hygiene pass', 'story words fail'])
    expect(verdictsOf(plain)).toEqual(['story hygiene pass'])
  })
})

describe('a stage with a schema', () => {
  const schema = {
    type: 'object',
    properties: { title: { type: 'string' }, year: { type: 'integer' } },
  }
  const recipe = aRecipe({
    facts: { prompt: 'Facts', schema, tries: 2 },
    story: { prompt: 'Tell {{ facts.title }} of {{ facts.year }}: {{ facts }}' },
  })
  const good = { title: 'The Dog', year: 1999 }

  it('is asked for in the request, and read into fields', async () => {
    const all = await attempt({
      recipe,
      replies: inTurn(`\`\`\`json\n${JSON.stringify(good, undefined, 2)}\n\`\`\``, 'Once.'),
    })

    expect(all.asked[0]!.request.schema).toEqual({
      name: 'facts',
      schema: { ...schema, required: ['title', 'year'], additionalProperties: false },
    })
    expect(all.asked[1]!.request).not.toHaveProperty('schema')
    expect(promptsOf(all)[1]).toBe('Tell The Dog of 1999: {"title":"The Dog","year":1999}')
    expect(verdictsOf(all)).toEqual(['facts hygiene pass', 'facts json pass', 'story hygiene pass'])
    expect(all.made.work.texts['facts']).toBe(JSON.stringify(good))
  })

  it('is tried again where the answer is no JSON or does not fit, and the model is told why', async () => {
    const all = await attempt({ recipe, replies: inTurn('{"title": "The Dog"}', JSON.stringify(good), 'Once.') })

    expect(all.made.kind).toBe('accepted')
    expect(promptsOf(all)[1]).toContain('What was wrong: "year" is missing.')
    expect(promptsOf(all)[1]).toContain('"type":"object"')
  })

  it('is rejected where no try brought it', async () => {
    const { made } = await attempt({ recipe, replies: inTurn('The Dog, 1999', 'The Dog (1999)') })

    expect(made).toMatchObject({ kind: 'rejected', stage: 'facts', reason: 'stage facts: json: is not JSON (2 tries)' })
  })

  it('with one property that is a text is that text', async () => {
    const only = aRecipe({
      story: {
        prompt: 'Tell',
        schema: { type: 'object', properties: { story: { type: 'string' } } },
        checks: [{ words: { max: 3 } }],
      },
      title: { prompt: '{{ story }}/{{ story.story }}', checks: [{ contains: '{{ story }}' }] },
    })

    const all = await attempt({ recipe: only, replies: inTurn('{"story": "A dog ran."}', 'A dog ran.') })

    expect(promptsOf(all)[1]).toBe('A dog ran./A dog ran.')
    expect(verdictsOf(all)).toContain('story words pass')
    expect(all.made).toMatchObject({ kind: 'accepted', output: { text: 'A dog ran.' } })
  })

  it('of one text is not empty', async () => {
    const only = aRecipe({
      story: { prompt: 'Tell', tries: 1, schema: { type: 'object', properties: { story: { type: 'string' } } } },
    })

    const { made } = await attempt({ recipe: only, replies: inTurn('{"story": " "}') })

    expect(made).toMatchObject({ kind: 'rejected', reason: 'stage story: json: story is empty (1 try)' })
  })

  it('looks for chat in its texts and not around them', async () => {
    const chat = { title: 'Here is a story about a dog:', year: 1 }

    const all = await attempt({
      recipe,
      replies: inTurn(JSON.stringify(chat), `Sure! Here is the JSON: ${JSON.stringify(good)}`, 'Once.'),
    })

    expect(verdictsOf(all)).toEqual(['facts hygiene pass', 'facts json pass', 'story hygiene pass'])
    expect(all.made.work.calls[0]!.verdicts[0]).toMatchObject({ check: 'hygiene', figure: ['chat-opening'] })
  })

  it('is no JSON where it was cut off, or refused', async () => {
    const all = await attempt({
      recipe,
      replies: inTurn(answered('{"title": "The D', { finishReason: 'length' }), "I'm sorry, I can't help with that."),
    })

    expect(all.made).toMatchObject({
      kind: 'rejected',
      verdicts: [{ check: 'hygiene', figure: ['refusal'] }, { check: 'json' }],
    })
    expect(all.made.work.calls[0]!.verdicts).toMatchObject([
      { check: 'hygiene', figure: ['cut-off'] },
      { check: 'json' },
    ])
  })

  it('counts its schema in the bound of a call', () => {
    const messages = [{ role: 'user' as const, content: 'Facts' }]
    const asked = { name: 'facts', schema }

    const more = callBound({ messages, maxOutputTokens: 1, schema: asked }, aPrice)
    const less = callBound({ messages, maxOutputTokens: 1 }, aPrice)

    expect(more - less).toBeGreaterThanOrEqual(JSON.stringify(schema).length)
  })
})

describe('a stage of many items', () => {
  const recipe = (more: object = {}, output: object = {}) =>
    aRecipe(
      {
        queries: { prompt: 'Queries', many: 3, tries: 2, ...more },
        story: { prompt: 'Tell {% for query in queries %}<{{ query }}>{% endfor %}\n{{ queries }}' },
      },
      output,
    )
  const three = ['old owls', 'new boats', 'red kites']

  it('is a list to templates, and one item a line where it is written out', async () => {
    const all = await attempt({ recipe: recipe(), replies: inTurn('1. old owls\n2. new boats\n3. red kites', 'Once.') })

    expect(promptsOf(all)[1]).toBe('Tell <old owls><new boats><red kites>\nold owls\nnew boats\nred kites')
    expect(all.made.work.texts['queries']).toBe(JSON.stringify(three))
    expect(verdictsOf(all)).toEqual(['queries hygiene pass', 'queries many pass', 'story hygiene pass'])
  })

  it('takes the first where there are more', async () => {
    const all = await attempt({ recipe: recipe(), replies: inTurn([...three, 'more'].join('\n'), 'Once.') })

    expect(JSON.parse(all.made.work.texts['queries']!)).toEqual(three)
  })

  it.each([
    ['fewer', '1. old owls\n2. new boats', '2 items of 3', 'there were 2'],
    ['some twice', '- old owls\n- Old owls.\n- red kites', '2 different items of 3, 1 said again', 'there were 2'],
    ['none', '...', '0 items of 3', 'there were 0'],
    ['objects instead of texts', '[{"a": "x", "b": "y"}]', 'item 1: should be a text', 'a list of texts'],
  ])('fails with %s, and the model is told', async (_, answer, reason, told) => {
    const all = await attempt({ recipe: recipe(), replies: inTurn(answer, three.join('\n'), 'Once.') })

    expect(all.made.kind).toBe('accepted')
    expect(all.made.work.calls[0]!.verdicts.find(({ check }) => check === 'many')).toMatchObject({
      verdict: 'fail',
      required: true,
      reason,
    })
    expect(promptsOf(all)[1]).toContain(told)
  })

  it('has its checks look at each item', async () => {
    const checked = recipe({ checks: [{ words: { min: 2 } }, { uses: ['animal'] }] }, { entities: { animal: ['owl'] } })

    const all = await attempt({
      recipe: checked,
      draw: { animal: 'owl' },
      replies: inTurn('1. old owls\n2. owl\n3. a kite', 'old owls\nan owl\nthe owl', 'Once.'),
    })

    expect(all.made.work.calls[0]!.verdicts.slice(2)).toMatchObject([
      { check: 'words', figure: [2, 1, 2], reason: 'item 2: 1 word instead of at least 2 words' },
      { check: 'uses', reason: 'item 3: missing "owl"' },
    ])
    expect(promptsOf(all)[1]).toContain('Item 3: Use the word "owl".')
    expect(all.made.kind).toBe('accepted')
  })

  it('looks for chat in each item, and a list is no chat', async () => {
    const all = await attempt({
      recipe: recipe(),
      replies: inTurn(
        'old owls\nnew boats\nLet me know if you want more queries!',
        'Sure! Here are three queries:\n1. old owls\n2. new boats\n3. red kites\n\nLet me know if you need more!',
        'Once.',
      ),
    })

    expect(all.made.work.calls[0]!.verdicts[0]).toMatchObject({ figure: ['chat-closing'], reason: /^part 3/ })
    expect(all.made.kind).toBe('accepted')
  })

  it('may have a schema for each item, whose fields templates name', async () => {
    const items = [
      { kind: 'question', query: 'Who?' },
      { kind: 'words', query: 'old owls' },
    ]
    const typed = aRecipe(
      {
        queries: {
          prompt: 'Queries',
          many: 2,
          schema: { type: 'object', properties: { kind: { enum: ['question', 'words'] }, query: { type: 'string' } } },
        },
      },
      { output: { rows: 'queries', text: '{{ item.query }}', labels: { kind: '{{ item.kind }}' } } },
    )

    const { made, asked } = await attempt({
      recipe: typed,
      replies: inTurn(JSON.stringify({ items: [items[0], { kind: 'x', query: 'y' }] }), JSON.stringify({ items })),
    })

    expect(asked[0]!.request.schema).toMatchObject({
      name: 'queries',
      schema: { properties: { items: { type: 'array', minItems: 2, maxItems: 2 } } },
    })
    expect(made).toMatchObject({
      kind: 'accepted',
      rows: [
        { text: 'Who?', labels: { kind: 'question' } },
        { text: 'old owls', labels: { kind: 'words' } },
      ],
    })
    expect(made.work.calls[0]!.verdicts[1]).toMatchObject({ check: 'json', reason: /^item 2: kind/ })
  })

  it('can be the rows of the dataset, with the labels of the sample', async () => {
    const rows = aRecipe(
      { queries: { prompt: 'Queries', many: 3 } },
      { entities: { doc: ['moon'] }, output: { rows: 'queries', labels: { doc: '{{ doc }}' } } },
    )

    const { made } = await attempt({ recipe: rows, draw: { doc: 'moon' }, replies: inTurn(three.join('\n')) })

    expect(made).toMatchObject({ rows: three.map((text) => ({ text, labels: { doc: 'moon' } })) })
    expect(made).not.toHaveProperty('output')
  })
})

describe('a judge', () => {
  const recipe = aRecipe(
    {
      story: { prompt: 'Tell', when: "mood == 'odd'" },
      judged: {
        judge: { of: 'story', rubric: '5: it is {{ mood }}. 1: it is not.' },
        tries: 2,
        checks: [{ score: { min: 3 } }],
      },
    },
    {
      model: { name: 'm', maxOutputTokens: 100, temperature: 1.2 },
      entities: { mood: ['odd', 'plain'] },
      output: { text: '{{ story }}', labels: { score: '{{ judged.score }}', why: '{{ judged.reason }}' } },
    },
  )
  const draw = { mood: 'odd' }
  const grade = (score: unknown) => JSON.stringify({ reason: 'The story uses all of the words.', score })

  it('sees the rubric and the text, and answers with a reason and a score, as coolly as it can', async () => {
    const { made, asked } = await attempt({ recipe, draw, replies: inTurn('A dog flew.', grade(4)) })

    const { messages, schema, temperature } = asked[1]!.request
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(messages[1]!.content).toContain(
      'Rubric:\n5: it is odd. 1: it is not.\n\nText:\n<text>\nA dog flew.\n</text>',
    )
    expect(messages[1]!.content).toContain('from 1 (worst) to 5 (best)')
    expect(schema).toMatchObject({ schema: { properties: { score: { type: 'integer', minimum: 1, maximum: 5 } } } })
    expect([asked[0]!.request.temperature, temperature]).toEqual([1.2, 0])
    expect(made).toMatchObject({
      kind: 'accepted',
      output: { text: 'A dog flew.', labels: { score: '4', why: 'The story uses all of the words.' } },
    })
  })

  it('is asked again where it gives no score of its scale', async () => {
    const all = await attempt({ recipe, draw, replies: inTurn('A dog flew.', grade(7), grade(5)) })

    expect(all.made.kind).toBe('accepted')
    expect(promptsOf(all)[2]).toContain('score')
  })

  it('is not asked again where its score is too low', async () => {
    const { made, asked } = await attempt({ recipe, draw, replies: inTurn('A dog flew.', grade(2)) })

    expect(asked).toHaveLength(2)
    expect(made).toMatchObject({ kind: 'rejected', stage: 'judged', reason: expect.stringContaining('scored 2') })
  })

  it('has nothing to judge where the stage was skipped', async () => {
    const both = aRecipe(
      {
        story: { prompt: 'Tell', when: "mood == 'odd'" },
        judged: { judge: { of: 'story', rubric: 'Good?', scale: { min: 0, max: 1 } } },
        other: { prompt: 'Other {{ judged.score }}' },
      },
      { entities: { mood: ['odd', 'plain'] } },
    )

    const all = await attempt({ recipe: both, draw: { mood: 'plain' }, replies: inTurn('Once.') })

    expect(promptsOf(all)).toEqual(['Other '])
  })
})
