import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Verified, type VerifyOptions, verify } from '../../infra/cli/verify-command.ts'
import { confined, Interpreter } from '../../infra/cli/verify-interpreter.ts'
import { codeParts } from '../../shared/proof/code-parts.ts'
import { type Judged, judged } from '../../shared/proof/verdict.ts'
import { aFolder } from '../local/scratch.ts'

const limits = { seconds: 2, megabytes: 160 }
const python = new Interpreter(limits)
afterAll(() => python.close())

const snippet = (code: string): string => `Some prose.\n\n\`\`\`python\n${code}\n\`\`\``

async function verdictOf(written: string, tests?: string): Promise<Judged> {
  const { parts, reason } = codeParts(written, tests)
  return parts === undefined
    ? { verdict: 'not-run', reason, claims: 0 }
    : judged(parts, await python.run(parts), limits)
}

describe('code that is verified', () => {
  it.each([
    ['runs', 'print("hello")', 'pass', 'claims no result'],
    [
      'prints what its comment says',
      'print(1 + 1)  # 2\nfor n in [1, 2]:\n    print(n)\n# Output:\n# 1\n# 2',
      'pass',
      'all 2 results hold',
    ],
    ['prints something else', 'x = 3\nprint(x * 2)  # prints 7', 'wrong', 'its comment says 7, and it is 6, line 2'],
    [
      'prints something else in a loop',
      'for n in [1, 2]:\n    print(n)\n# Output:\n# 1\n# 3',
      'wrong',
      'says 1 ⏎ 3, and it is 1 ⏎ 2',
    ],
    ['has a value that its arrow does not point at', 'total = sum([1, 2])  # -> 4', 'wrong', 'says 4, and it is 3'],
    [
      'has a docstring that lies',
      'def two():\n    """Two.\n\n    >>> two()\n    3\n    """\n    return 2',
      'wrong',
      'says 3, and it is 2',
    ],
    ['is a session that lies', '>>> 2 + 2\n5', 'wrong', '>>> 2 + 2 says 5, and it is 4'],
    [
      'is a session that holds',
      '>>> x = [1]\n>>> x\n[1]\n>>> x[3]\nTraceback (most recent call last):\n    ...\nIndexError: list index out of range',
      'pass',
      'all 3 results hold',
    ],
    ['raises', 'print([][0])', 'error', 'IndexError: list index out of range, line 1'],
    ['raises what it announces', 'int("x")  # raises ValueError', 'pass', 'raises ValueError, as its comment says'],
    ['does not parse', 'def f(:\n    pass', 'error', 'SyntaxError'],
    ['has an assert that does not hold', 'assert len("ab") == 3', 'wrong', 'does not hold: it is 2'],
    [
      'waits for a moment',
      'import asyncio\nasync def main():\n    await asyncio.sleep(0.01)\n    return 5\nprint(asyncio.run(main()))  # 5',
      'pass',
      'one result holds',
    ],
    [
      'has a dataclass',
      'from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\nprint(P(1))  # P(x=1)',
      'pass',
      'one result holds',
    ],
    [
      'writes a file of its own',
      'open("a.txt", "w").write("hi")\nprint(open("a.txt").read())  # hi',
      'pass',
      'one result holds',
    ],
    [
      'finds none of those before',
      'import os\nprint(os.path.exists("a.txt"), os.listdir())  # False []',
      'pass',
      'one result holds',
    ],
    ['needs a package', 'import numpy as np', 'not-run', 'needs "numpy"'],
    ['asks for input', 'name = input("Name? ")', 'not-run', 'asks for input'],
    ['starts a thread', 'import threading\nthreading.Thread(target=print).start()', 'not-run', 'starts a thread'],
    ['starts a process', 'import subprocess\nsubprocess.run(["ls"])', 'not-run', 'starts a process'],
    ['exits', 'import sys\nsys.exit()', 'pass', ''],
    ['exits with an error', 'import sys\nsys.exit(3)', 'error', 'exits with 3'],
  ] as const)('that %s', async (_, code, verdict, reason) => {
    const found = await verdictOf(snippet(code))

    expect(found).toMatchObject({ verdict, reason: expect.stringContaining(reason) })
  })

  it('is tested by the asserts beside it', async () => {
    const add = 'def add(a, b):\n    return a - b'

    expect(await verdictOf(add, 'assert add(0, 0) == 0\nassert add(2, 2) == 4')).toEqual({
      verdict: 'wrong',
      reason: 'assert add(2, 2) == 4 does not hold: it is 0, line 2 of its tests',
      claims: 0,
    })
    expect(await verdictOf(add.replace('-', '+'), 'assert add(0, 0) == 0\nassert add(2, 2) == 4')).toMatchObject({
      verdict: 'pass',
      claims: 2,
    })
  })

  it('shares its names between the blocks of a row, and with no other row', async () => {
    expect((await verdictOf(`${snippet('x = 41')}\n\n${snippet('print(x + 1)  # 42')}`)).verdict).toBe('pass')
    expect(await verdictOf(snippet('print(x)'))).toMatchObject({
      verdict: 'error',
      reason: expect.stringContaining('NameError'),
    })
  })

  it('is not run in other languages', async () => {
    expect(await verdictOf('```js\nconsole.log(1)\n```')).toMatchObject({
      verdict: 'not-run',
      reason: expect.stringContaining('javascript'),
    })
    expect(await verdictOf('Only prose.')).toMatchObject({ verdict: 'not-run', reason: 'has no code' })
  })
})

describe('hostile code', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fabula-'))
  const canary = join(folder, 'canary.txt')
  beforeAll(() => writeFileSync(canary, 'alive'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each([
    ['leaves by js', 'import js\njs.process.exit()', 'error', 'reaches for "js"'],
    ['fetches', 'from js import fetch\nfetch("http://127.0.0.1/")', 'error', 'reaches for "js"'],
    [
      'leaves by pyodide.code',
      'from pyodide.code import run_js\nrun_js("process.exit()")',
      'error',
      'reaches for "pyodide"',
    ],
    ['reads /etc/passwd', 'print(open("/etc/passwd").read())', 'error', 'FileNotFoundError'],
    ['reads a file of the host', `print(open(${JSON.stringify(canary)}).read())`, 'error', 'FileNotFoundError'],
    ['writes a file of the host', `open(${JSON.stringify(canary)}, "w").write("dead")`, 'error', 'FileNotFoundError'],
    ['runs a command', `import os\nos.system("rm -f ${canary}")`, 'error', 'reaches out of the interpreter'],
    [
      'uses the network',
      'import socket\nsocket.create_connection(("127.0.0.1", 80))',
      'error',
      'reaches out of the interpreter',
    ],
    ['ends the interpreter', 'import os\nos._exit(1)', 'error', 'ends the interpreter'],
    ['prints without end', 'while True:\n    print("a" * 1000)', 'error', 'prints more than a million'],
    ['calls itself without end', 'def f(n):\n    return f(n + 1)\nf(0)', 'error', 'RecursionError'],
    ['fills the disk', 'f = open("x", "wb")\nwhile True:\n    f.write(bytes(1_000_000))', 'error', 'No space left'],
    ['loops without end', 'while True:\n    pass', 'endless', 'still runs after 2 s'],
    [
      'patches what every row uses',
      'import builtins\nbuiltins.len = builtins.any = builtins.isinstance = lambda *_: 7',
      'pass',
      '',
    ],
    ['patches a module', 'import math\nmath.sqrt = lambda x: 7', 'pass', ''],
    ['patches a class', 'import collections\ncollections.Counter.most_common = lambda self: 7', 'pass', ''],
    ['empties the list of modules', 'import sys\nsys.path.clear()\nsys.setrecursionlimit(60)', 'pass', ''],
  ] as const)('that %s is caught', async (_, code, verdict, reason) => {
    expect(await verdictOf(snippet(code))).toMatchObject({ verdict, reason: expect.stringContaining(reason) })
  })

  it('has left nothing behind, in the same interpreter', async () => {
    const starts = python.starts

    const after =
      'import math, collections, wave\nprint(math.sqrt(16))  # 4.0\nprint(collections.Counter("aab").most_common(1))  # [("a", 2)]\nprint(len("abc"), any([]))  # 3 False'

    expect(await verdictOf(snippet(after))).toMatchObject({ verdict: 'pass', claims: 3 })
    expect(python.starts).toBe(starts)
    expect(readFileSync(canary, 'utf8')).toBe('alive')
  })

  it('that needs all memory or does not mind the limit costs an interpreter and no more', async () => {
    const starts = python.starts
    const found = []
    for (const code of [
      'x = []\nwhile True:\n    x.append("a" * 1_000_000)',
      'while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass',
      'print(len("abc"))  # 3',
    ]) {
      found.push((await verdictOf(snippet(code))).verdict)
    }

    expect(found).toEqual(['memory', 'endless', 'pass'])
    expect(python.starts - starts).toBe(2)
  })

  it('would be at the end of its way in JavaScript', async () => {
    const server = createServer((_, response) => response.end()).listen(0)
    onTestFinished(() => void server.close())
    let asked = 0
    server.on('connection', () => {
      asked += 1
    })
    const attack = fileURLToPath(new URL('./verify-attack.ts', import.meta.url))
    const walls = fileURLToPath(new URL('../../infra/cli/verify-walls.ts', import.meta.url))
    const { port } = server.address() as AddressInfo

    const child = spawn(
      process.execPath,
      [...confined([attack, walls]), attack, canary, String(port), String(process.pid)],
      { env: {} },
    )
    const [said, complaint] = await Promise.all([text(child.stdout), text(child.stderr)])

    expect(complaint).toBe('')
    expect(JSON.parse(said)).toEqual({ tried: 21, through: [] })
    expect([asked, readFileSync(canary, 'utf8')]).toEqual([0, 'alive'])
  })
})

describe('fabula verify', () => {
  const rows = [
    { id: 'a', text: snippet('print(2)  # 2'), verdict: 'of the judge' },
    { id: 'b', text: snippet('print(2)  # 3') },
    { id: 'c', text: 'No code.' },
  ]

  it('adds its verdict to each row, and sums up', async () => {
    const folder = aDataset(rows)

    const { verdicts, failing, claims } = await asJson(folder, { ...limits })

    expect({ claims, ...verdicts }).toEqual({
      claims: 2,
      pass: 1,
      wrong: 1,
      error: 0,
      endless: 0,
      memory: 0,
      'not-run': 1,
    })
    expect(failing.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['b', 'wrong'],
      ['c', 'not-run'],
    ])
    const written = gunzipSync(readFileSync(`${folder}/verified.jsonl.gz`))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(written).toEqual([
      { ...rows[0], verify_verdict: 'pass', reason: 'runs, and its one result holds', claims: 1 },
      { ...rows[1], verdict: 'wrong', reason: 'its comment says 3, and it is 2, line 1', claims: 1 },
      { ...rows[2], verdict: 'not-run', reason: 'has no code', claims: 0 },
    ])
    expect(JSON.parse(readFileSync(`${folder}/verified.json`, 'utf8')).verdicts).toEqual(verdicts)
  })

  it('says so where there is no code, and leaves no file', async () => {
    const folder = aDataset([rows[2]!])

    await expect(verify(folder, { ...limits })).rejects.toThrow(/No row of .* has code in "text"/)
    expect(existsSync(`${folder}/verified.jsonl.gz`) || existsSync(`${folder}/verified.jsonl.gz.part`)).toBe(false)
  })
})

function aDataset(rows: object[]): string {
  const folder = aFolder()
  mkdirSync(`${folder}/jsonl`)
  writeFileSync(`${folder}/jsonl/train-00000-of-00001.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return folder
}

async function asJson(folder: string, options: VerifyOptions): Promise<Verified> {
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
  onTestFinished(() => printed.mockRestore())
  expect(await verify(folder, { ...options, json: true })).toBe(0)
  return JSON.parse(printed.mock.lastCall![0] as string)
}
