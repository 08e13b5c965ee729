import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fabula } from '../cli/command.ts'

/** What the deployed bundles write to their logs in a run where everything happens that an endpoint can do. */

const KEY = 'sk-the-very-secret-key'
const SECRET_TEXT = 'Once upon a midnight dreary'
const recipe = (words: string) => `
name: logged
model: { name: gpt-6-luna, maxOutputTokens: 100 }
entities:
  n: { range: { from: 1, to: 40 } }
stages:
  story:
    prompt: '${words} {{ n }}'
    tries: 2
    checks: [{ contains: midnight }]
output: { text: "{{ story }}" }
`

let folder: string
let server: Server
const told = { calls: 0, answered: 0, throttled: 0 }

/** Every answer but the good ones quotes the prompt and the key, as endpoints do. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fabula-logs-'))
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const turn = told.calls++ % 10
    const quoting = { error: { message: `bad: ${request.headers.authorization} ${body}`, type: 'x' } }
    const [status, answer] =
      turn === 3
        ? [400, quoting]
        : turn === 5
          ? [429, quoting]
          : turn === 7
            ? [500, quoting]
            : [
                200,
                {
                  id: 'c',
                  object: 'chat.completion',
                  model: 'gpt-6-luna',
                  choices: [
                    {
                      index: 0,
                      finish_reason: 'stop',
                      message: {
                        role: 'assistant',
                        content: turn === 9 ? 'No word.' : `${SECRET_TEXT}, ${told.calls}.`,
                      },
                    },
                  ],
                  usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
                },
              ]
    if (status === 200) told.answered++
    if (status === 429) told.throttled++
    response.writeHead(status as number, { 'content-type': 'application/json', 'retry-after': '0' })
    response.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

interface Line {
  run?: string
  outcome?: string
  [figure: string]: unknown
}

it('name runs and samples and count what happened, and hold no prompt, completion or key', async () => {
  const prompt = 'Tell of the raven and of number'
  const file = join(folder, 'logged.yaml')
  await writeFile(file, recipe(prompt))
  const { port } = server.address() as AddressInfo
  const environment = { OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_API_KEY: KEY }

  const { stdout } = await fabula(
    ['run', file, '--count', '20', '--out', join(folder, 'out'), '--json', '--yes'],
    environment,
  )

  const { run, counts } = JSON.parse(stdout)
  const logs = join(folder, 'out', '.fabula', 'logs')
  const names = await readdir(logs)
  const texts = await Promise.all(names.map((name) => readFile(join(logs, name), 'utf8')))
  const all = texts.join('\n')
  const lines: Line[] = all.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
  const sum = (metric: string) => lines.reduce((total, line) => total + Number(line[metric] ?? 0), 0)

  expect(told.throttled).toBeGreaterThan(0)
  expect(counts.failed).toBeGreaterThan(0)
  expect(lines.filter((line) => line.run === run && typeof line['i'] === 'number').length).toBeGreaterThan(20)
  expect({ accepted: sum('Accepted'), rejected: sum('Rejected'), failed: sum('Failed') }).toEqual({
    accepted: counts.accepted,
    rejected: counts.rejected,
    failed: counts.failed,
  })
  expect({ tries: sum('Tries'), throttles: sum('Throttles'), output: sum('OutputTokens') }).toEqual({
    tries: told.answered,
    throttles: told.throttled,
    output: 7 * told.answered,
  })
  for (const secret of [KEY, prompt, 'raven', SECRET_TEXT, 'dreary', 'No word']) expect(all).not.toContain(secret)
})
