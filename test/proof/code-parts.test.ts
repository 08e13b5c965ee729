import { describe, expect, it } from 'vitest'
import { codeParts } from '../../shared/proof/code-parts.ts'

const codes = (text: string, tests?: string) => codeParts(text, tests).parts?.map(({ code }) => code)

describe('the code of a row', () => {
  it('is in its Python blocks, whatever they call it, and in those without a name that look like it', () => {
    const text =
      '```python\na = 1\n```\nThen\n~~~py\nb = 2\n~~~\n```Python3\nc = 3\n```\n```bash\nls\n```\n```\nprint(a)\n```\n```\n7\n```'

    expect(codes(text)).toEqual(['a = 1', 'b = 2', 'c = 3', 'print(a)'])
  })

  it('is the whole text where it has tests, or looks like code', () => {
    expect(codes('x = 1', 'assert x == 1')).toEqual(['x = 1', 'assert x == 1'])
    expect(codes('def f(x):\n    return x')).toEqual(['def f(x):\n    return x'])
    expect(codes('x = 1', '```python\nassert x == 1\n```')).toEqual(['x = 1', 'assert x == 1'])
  })

  it('is an interactive session where prompts stand in it', () => {
    expect(codeParts('```pycon\n>>> 1\n1\n```').parts).toEqual([{ code: '>>> 1\n1', session: true, tests: false }])
  })

  it.each([
    ['Only prose, in which someone may import a car.', 'has no code'],
    ['```js\n1\n```', 'is in javascript: only Python is run'],
    ['```python\nx = 1', 'has a block of code that does not end'],
    ['', 'has no code'],
  ])('is not there in %j', (text, reason) => {
    expect(codeParts(text)).toEqual({ reason })
  })
})
