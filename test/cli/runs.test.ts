import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Client } from '../../infra/cli/client.ts'
import { runMeant } from '../../infra/cli/run-argument.ts'
import { statusText } from '../../infra/cli/status-command.ts'
import { lockFolder } from '../../infra/local/lock.ts'
import { aFolder } from '../local/scratch.ts'
import { aView } from './a-view.ts'
import { fabula } from './command.ts'

const aClient = (...ids: string[]): Client => {
  const views = ids.map((id) => aView({ id }))
  return {
    list: async ({ after }: { after?: string } = {}) => {
      const from = after === undefined ? 0 : ids.indexOf(after) + 1
      const more = from + 2 < ids.length
      return { runs: views.slice(from, from + 2), ...(more && { next: ids[from + 1] }) }
    },
  } as unknown as Client
}

describe('the run that is meant', () => {
  const client = aClient('20261203t000000-ab12', '20261202t000000-cd34', '20261201t000000-nightly')

  it.each([
    ['latest', '20261203t000000-ab12'],
    ['20261202t000000-cd34', '20261202t000000-cd34'],
    ['20261201', '20261201t000000-nightly'],
    ['nightly', '20261201t000000-nightly'],
    ['cd34', '20261202t000000-cd34'],
  ])('by %s is %s', async (argument, id) => {
    expect((await runMeant(argument, client)).id).toBe(id)
  })

  it.each([
    ['202612', /"202612" may be 3 runs: 20261203t000000-ab12, /],
    ['20261202t000000-cd43', /there is no run 20261202t000000-cd43\. Did you mean 20261202t000000-cd34\?/],
    ['x', /there is no run x\. The newest is 20261203t000000-ab12/],
  ])('is not clear by %s', async (argument, message) => {
    await expect(runMeant(argument, client)).rejects.toThrow(message)
  })

  it('is none where there are none', async () => {
    await expect(runMeant('latest', aClient())).rejects.toThrow('there are no runs yet')
  })
})

describe('how a run stands', () => {
  it('tells of tokens where they were asked for, and what can be done', () => {
    const view = aView({
      status: { is: 'paused', reason: 'somebody asked for it' },
      counts: { accepted: 20, failed: 2 },
      tokens: { input: 1, output: 2_500, accepted: 2_000, wanted: 10_000 },
    })

    const lines = statusText(view, false).split('\n')

    expect(lines[0]).toBe('stories: paused (somebody asked for it)')
    expect(lines[1]).toMatch(/^2,000 of 10,000 tokens \(20 %\) · 20 samples accepted · 0 rejected · 2 failed/)
    expect(lines.slice(-2)).toEqual(['fabula failures run-1   lists what failed', 'fabula resume run-1   goes on'])
  })

  it('says that nobody makes a run whose process is gone', () => {
    expect(statusText(aView(), false)).toContain('stories: running, and no process makes it now')
    expect(statusText(aView(), true)).not.toContain('no process')
  })
})

describe('a folder', () => {
  it.each([['runs'], ['redrive', 'x'], ['cancel', 'x']])(
    'where nothing was made is told by fabula %s, and stays as it was',
    async (...args) => {
      const out = join(aFolder(), 'nothing')

      const { code, stderr, stdout } = await fabula([...args, '--out', out])

      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toBe(
        `error: there are no runs in ${out}: nothing was made there yet. Another folder is given with --out\n`,
      )
    },
  )

  /** This process holds the folder, and answers as the API does. */
  async function aHeldFolder() {
    const out = aFolder()
    const asked: string[] = []
    const server = createServer(async (request, response) => {
      asked.push(`${request.method} ${request.url} ${await text(request)}`.trim())
      const view = aView({ id: 'run-1', status: { is: 'running' } })
      response.end(JSON.stringify(request.method === 'GET' ? { runs: [view] } : view))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { mkdirSync } = await import('node:fs')
    mkdirSync(join(out, '.fabula'))
    writeFileSync(join(out, '.fabula', 'objects.sqlite'), '')
    const lock = await lockFolder(join(out, '.fabula'), 'theirs')
    onTestFinished(() => lock.release())
    lock.tell({ apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    return { out, asked }
  }

  it('in which a process works: that process is asked to pause', async () => {
    const { out, asked } = await aHeldFolder()

    const { code, stdout } = await fabula(['pause', 'latest', '--out', out])

    expect(code).toBe(0)
    expect(stdout).toBe(
      'Run run-1 is paused: what is in progress ends, and nothing new begins. fabula resume run-1 goes on.\n',
    )
    expect(asked.at(-1)).toBe('POST /runs/run-1/pause')
  })

  it('in which a process works: redrive waits for it, and says what works meanwhile', async () => {
    const { out, asked } = await aHeldFolder()

    const { code, stderr } = await fabula(['redrive', 'latest', '--out', out])

    expect(code).toBe(1)
    expect(stderr).toMatch(
      /is in use by process \d+, since .*\nWhat works meanwhile: fabula runs, status, failures, pause/,
    )
    expect(asked).toEqual([])
  })
})

describe('fabula redrive, asked for what cannot be', () => {
  it.each(['-1', 'x', '1.5', ''])('refuses the sample %j', async (sample) => {
    const { code, stderr } = await fabula(['redrive', 'latest', `--sample=${sample}`])

    expect(code).toBe(2)
    expect(stderr).toContain(
      `option '--sample <number>' argument '${sample}' is invalid. It must be a whole number from 0`,
    )
  })
})
