import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemsIn } from '../../shared/sample/items.ts'

const three = ['How old is the moon?', 'Where do owls sleep?', 'Who bakes bread at night?']
const [a, b, c] = three as [string, string, string]

describe('the items of an answer', () => {
  it.each([
    ['a JSON array', JSON.stringify(three)],
    ['a JSON array in a fence', `\`\`\`json\n${JSON.stringify(three, undefined, 2)}\n\`\`\``],
    ['a JSON array between remarks', `Sure! Here are three:\n${JSON.stringify(three)}\nLet me know if you want more.`],
    ['an object with one list', JSON.stringify({ queries: three })],
    ['numbers with dots', `1. ${a}\n2. ${b}\n3. ${c}`],
    ['numbers with brackets', `1) ${a}\n2) ${b}\n3) ${c}`],
    ['numbers in brackets', `(1) ${a}\n(2) ${b}\n(3) ${c}`],
    ['numbers in square brackets', `[1] ${a}\n[2] ${b}\n[3] ${c}`],
    ['numbers without a space', `1.${a}\n2.${b}\n3.${c}`],
    ['bold numbers', `**1.** ${a}\n**2.** ${b}\n**3.** ${c}`],
    ['numbers and dashes', `1 - ${a}\n2 - ${b}\n3 – ${c}`],
    ['hyphens', `- ${a}\n- ${b}\n- ${c}`],
    ['stars', `* ${a}\n* ${b}\n* ${c}`],
    ['bullets', `• ${a}\n• ${b}\n• ${c}`],
    ['boxes', `- [ ] ${a}\n- [ ] ${b}\n- [x] ${c}`],
    ['an indented list', `  - ${a}\n  - ${b}\n  - ${c}`],
    ['a line each', three.join('\n')],
    ['a line each, apart', three.join('\n\n')],
    ['a line each in a fence', `\`\`\`\n${three.join('\n')}\n\`\`\``],
    ['Windows line ends', three.join('\r\n')],
    ['a heading and a line each', `Here are three questions:\n\n${three.join('\n')}`],
    ['remarks around a numbered list', `Of course:\n\n1. ${a}\n2. ${b}\n3. ${c}\n\nI hope these help!`],
    ['straight quotation marks', `1. "${a}"\n2. "${b}"\n3. "${c}"`],
    ['curly quotation marks', `- “${a}”\n- “${b}”\n- “${c}”`],
    ['quotation marks and commas', `"${a}",\n"${b}",\n"${c}"`],
    ['a JSON array with a comma too many', `[\n  "${a}",\n  "${b}",\n  "${c}",\n]`],
    ['bold items', `1. **${a}**\n2. **${b}**\n3. **${c}**`],
    ['thoughts before it', `<think>1. no\n2. no</think>\n1. ${a}\n2. ${b}\n3. ${c}`],
  ])('are read from %s', (_, answer) => {
    expect(itemsIn(answer, 3)).toEqual(three)
  })

  it('may be objects', () => {
    expect(itemsIn('[{"query": "x"}, {"query": "y"}]', 2)).toEqual([{ query: 'x' }, { query: 'y' }])
  })

  it('go on in lines that have no number of their own', () => {
    expect(itemsIn('1. A poem\n   of two lines\n2. Another\n   - with a point', 2)).toEqual([
      'A poem\n   of two lines',
      'Another\n   - with a point',
    ])
  })

  it('are blocks where each has lines of its own', () => {
    expect(itemsIn('Tom: Hi.\nAnn: Hello.\n\nTom: Bye.\nAnn: Go.', 2)).toEqual([
      'Tom: Hi.\nAnn: Hello.',
      'Tom: Bye.\nAnn: Go.',
    ])
  })

  it('keep a number that begins a sentence, and speech that begins and ends one', () => {
    const items = ['3.5 million people live here.', '"One," she said, "and two."', '12 cats slept.']

    expect(itemsIn(items.join('\n'), 3)).toEqual(items)
  })

  it('are as many as there are, and none of an empty answer', () => {
    expect(itemsIn('1. a\n2. b', 3)).toHaveLength(2)
    expect(itemsIn('', 3)).toEqual([])
    expect(itemsIn('[]', 3)).toEqual([])
  })

  it('are what they were, however a list of them is written', () => {
    const word = fc.stringMatching(/^[A-Za-z][a-z]{0,8}$/)
    const anItem = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
    const aMark = fc.constantFrom<(i: number) => string>(
      (i) => `${i}. `,
      (i) => `${i}) `,
      (i) => `(${i}) `,
      () => '- ',
      () => '* ',
      () => '• ',
    )

    fc.assert(
      fc.property(fc.array(anItem, { minLength: 2, maxLength: 20 }), aMark, (items, mark) => {
        const text = items.map((item, i) => mark(i + 1) + item).join('\n')
        expect(itemsIn(text, items.length)).toEqual(items)
      }),
    )
  })

  it('are read from any text whatever, and are never longer than it', () => {
    const aText = fc.string({ unit: fc.constantFrom('a', '1', '.', ')', '-', '\n', ' ', '"', '[', '{', '`', 'é') })

    fc.assert(
      fc.property(aText, fc.integer({ min: 1, max: 5 }), (text, size) => {
        const items = itemsIn(text, size).filter((item) => typeof item === 'string')
        expect(items.join('').length).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
