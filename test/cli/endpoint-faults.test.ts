import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { fabula, MAIN } from './command.ts'

describe('fabula endpoint, asked for what cannot be', () => {
  it.each([
    [['--trottle', '0.3'], "error: unknown option '--trottle'\n(Did you mean --throttle?)"],
    [
      ['--throttle', '30'],
      "error: option '--throttle <share>' argument '30' is invalid. It must be a share from 0 to 1, such as 0.05 or 5%.",
    ],
    [
      ['--hang', ''],
      "error: option '--hang <share>' argument '' is invalid. It must be a share from 0 to 1, such as 0.05 or 5%.",
    ],
    [
      ['--rate-limit', '0'],
      "error: option '--rate-limit <calls>' argument '0' is invalid. It must be calls a second, from 0.01 to 100,000.",
    ],
    [['--throttle', '60%', '--hang', '50%'], 'error: the shares of faults are 1.1 together, above 1'],
    [['--limit-headers'], 'error: --limit-headers: there is no limit to tell of; give --rate-limit'],
    [
      ['--retry-after', '3'],
      'error: --retry-after: nothing is throttled by chance; give --throttle (a --rate-limit tells with --limit-headers)',
    ],
  ])('says what would be right: %j', async (options, message) => {
    const { code, stdout, stderr } = await fabula(['endpoint', '--port', '0', ...options])

    expect(stderr).toBe(`${message}\n`)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })
})

describe('fabula endpoint with faults', () => {
  it('says which, and keeps books of them', async () => {
    const child = spawn(process.execPath, [MAIN, 'endpoint', '--port', '0', '--throttle', '100%', '--retry-after', '7'])
    let told = ''
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk
    })
    const [printed] = (await once(child.stdout, 'data')) as [Buffer]
    const url = printed.toString().trim()

    const body = '{"model":"m","messages":[{"role":"user","content":"Hi"}]}'
    const answer = await fetch(`${url}/chat/completions`, { method: 'POST', body })
    const stats = await (await fetch(new URL('/stats', url))).json()
    child.kill('SIGTERM')
    await once(child, 'exit')

    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(stats).toMatchObject({ calls: 1, answered: { 429: 1 } })
    expect(told).toContain('On purpose: 100 % 429 that ask to wait 7 s.')
    expect(told).toContain('/stats')
  })
})
