import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'

const MAIN = new URL('../../infra/offline/main.ts', import.meta.url)
const run = (...args: string[]) => spawn(process.execPath, [fileURLToPath(MAIN), ...args])

const answer = async (baseUrl: string) =>
  (
    await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      body: '{"model":"m","messages":[{"role":"user","content":"Hi"}]}',
    })
  ).status

describe('the offline model alone', () => {
  it('prints its URL and what its text is for, and ends when told to', async () => {
    const child = run('--seed', 'x', '--latency', '1')
    const [printed] = (await once(child.stdout, 'data')) as [Buffer]
    const [warning] = (await once(child.stderr, 'data')) as [Buffer]

    const status = await answer(printed.toString().trim())
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')

    expect(status).toBe(200)
    expect(warning.toString()).toContain('not for training')
    expect(code).toBe(0)
  })

  it('serves from a worker thread until it is sent a message', async () => {
    const worker = new Worker(MAIN, { argv: ['--port', '0'] })
    const [{ baseUrl }] = (await once(worker, 'message')) as [{ baseUrl: string; port: number }]

    const status = await answer(baseUrl)
    worker.postMessage('end')
    const [code] = await once(worker, 'exit')

    expect(status).toBe(200)
    expect(code).toBe(0)
  })

  it('says what is wrong with an option', async () => {
    const child = run('--port', 'many')
    const other = run('--colour', 'red')

    const told = async (process: typeof child) => {
      const [[words], [code]] = await Promise.all([once(process.stderr, 'data'), once(process, 'exit')])
      return [String(words), code]
    }

    expect(await Promise.all([told(child), told(other)])).toEqual([
      ['--port must be a whole number from 0 to 65535, not "many"\n', 2],
      [expect.stringMatching(/^Unknown option '--colour'[^\n]*\n$/), 2],
    ])
  })
})
