import type { Cases } from './case.ts'

const fenced = (code: string, language = 'python') => `\`\`\`${language}\n${code}\n\`\`\``

const PYTHON = 'def double(x):\n    """Doubles."""\n    return x * 2\n\nprint(double(21))'
const SECTION = `## Overview\n\nA function takes values in \`()\`.\n\n## Example\n\n1. Take a number.\n2. Double it.\n\n${fenced(PYTHON)}`

export const code: Cases = {
  pass: [
    {
      options: {
        blocks: { min: 1, max: 2 },
        lines: { max: 10 },
        language: 'Python 3.12',
        functions: { min: 1, max: 1 },
        parses: true,
        calls: true,
        nothingAfter: true,
      },
      text: `${SECTION}\n\n`,
      figure: { blocks: 1, lines: [4], functions: ['double'] },
    },
    { options: { language: '{{ lang }}', parses: true }, values: { lang: 'python' }, text: fenced('x = 1', 'py') },
    { options: { parses: true, calls: true }, text: fenced('const f = (x) => x * 2\nf(3)', 'js') },
    { options: { parses: true, calls: true }, text: fenced('class A { x = 1 }\nnew A()', 'js') },
    { options: { parses: true, calls: true }, text: fenced('function f<T>(x: T): T { return x }\nf<number>(3)', 'ts') },
    { options: { calls: true }, text: fenced('class A:\n  @staticmethod\n  def f(): pass\n\nA.f()') },
    { options: { parses: true, language: 'json' }, text: fenced('{"a": [1]}', 'json') },
    // Tests in a block of their own.
    { options: { calls: true }, text: `${fenced('def f(x):\n    return x')}\nand\n${fenced('assert f(1) == 1')}` },
    { options: { calls: true }, text: fenced('def g(x):\n  return x\n\n@cache\ndef f(x):\n  return g(x)\n\nf(1)') },
    { options: { whole: true, language: 'python', parses: true }, text: 'def f():\n    return 1' },
    { options: { nothingAfter: true }, text: '1. Do this:\n   ```sh\n   ls\n   ```\n' },
    { options: { blocks: { max: 1 } }, text: '````md\n```py\nx\n```\n````' },
    { options: {}, text: '~~~\nx\n~~~' },
  ],
  fail: [
    { options: {}, text: 'print("no fence")', figure: { blocks: 0, lines: [] } },
    { options: {}, text: 'Use ```print(1)``` here.' },
    // Cut off.
    { options: {}, text: '```python\ndef f(x):\n    return' },
    { options: { blocks: { max: 1 } }, text: `${fenced('a')}\n${fenced('b')}` },
    { options: { lines: { max: 2 } }, text: fenced('a\n\nb\nc') },
    { options: { language: 'python' }, text: fenced('let x = 1', 'js') },
    { options: { nothingAfter: true }, text: `${fenced('x = 1')}\n\nThis sets x.` },
    { options: { parses: true }, text: fenced('def f(x):\nreturn x') },
    { options: { parses: true }, text: fenced('print "x"') },
    { options: { parses: true }, text: fenced('for i in range(3) print(i)') },
    { options: { parses: true }, text: fenced('function f( {', 'javascript') },
    { options: { parses: true, language: 'json' }, text: fenced('{a: 1}', '') },
    { options: { calls: true }, text: fenced('def f(x):\n    return f(x - 1)') },
    { options: { calls: true }, text: fenced('print(1)') },
    { options: { calls: true }, text: fenced('def f(x):\n    return x\nf') },
    { options: { functions: { max: 1 } }, text: fenced('def f(): pass\ndef g(): pass') },
  ],
  unverified: [
    { options: { parses: true }, text: fenced('fn main() {}', 'rust') },
    { options: { parses: true }, text: fenced('x = 1', '') },
    { options: { calls: true }, text: fenced('def f(') },
    { options: { parses: true }, text: fenced(`x = ${'('.repeat(200)}${')'.repeat(200)}`) },
  ],
  refused: [{ blocks: 2 }, { blocks: {} }, { parses: 'yes' }, { lines: { min: 3, max: 2 } }],
}
